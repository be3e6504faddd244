package dev.attune.evaluate.synthetic;

import dev.attune.models.session.WrittenEvent;
import dev.attune.models.session.WrittenSession;
import dev.attune.models.token.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One opening of an app, as a row of a table that an analyst would make of sessions.
 *
 * @param hour the local hour in which its session began
 * @param category its number
 * @param before the category opened before it in the session; the number of categories for none
 * @param after the category opened after it; the number of categories for none
 * @param notified whether a notification was opened right before it
 * @param content whether content was seen before anything else was opened
 * @param place its place in the session, from 0, at most {@link #PLACES} - 1
 */
record Opening(
    int hour, int category, int before, int after, boolean notified, boolean content, int place) {

  /** Places from the last one on are one. */
  static final int PLACES = 8;

  /** The openings of counted categories in a session, in their order. */
  static List<Opening> of(WrittenSession session, Map<String, Integer> categories) {
    int none = categories.size();
    List<Integer> opened = new ArrayList<>();
    List<Boolean> notified = new ArrayList<>();
    List<Boolean> content = new ArrayList<>();
    EventType last = EventType.NONE;
    for (WrittenEvent event : session.events()) {
      Integer category = categories.get(event.category());
      if (event.type() == EventType.APP_OPENED && category != null) {
        opened.add(category);
        notified.add(last == EventType.NOTIFICATION_OPENED);
        content.add(false);
      } else if (event.type() == EventType.CONTENT_SEEN && category != null && !opened.isEmpty()) {
        content.set(content.size() - 1, true);
      }
      last = event.type();
    }
    List<Opening> rows = new ArrayList<>(opened.size());
    for (int i = 0; i < opened.size(); i++) {
      rows.add(
          new Opening(
              session.localHour(),
              opened.get(i),
              i == 0 ? none : opened.get(i - 1),
              i == opened.size() - 1 ? none : opened.get(i + 1),
              notified.get(i),
              content.get(i),
              Math.min(i, PLACES - 1)));
    }
    return rows;
  }
}
