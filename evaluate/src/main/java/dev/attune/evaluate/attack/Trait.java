package dev.attune.evaluate.attack;

import dev.attune.models.session.WrittenEvent;
import dev.attune.models.session.WrittenSession;
import dev.attune.models.token.EventType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of the table that an attacker makes of sessions. Words are told apart by their hash.
 */
enum Trait {
  /** The local hour in which it begins. */
  HOUR(true),
  /** How many apps were opened. */
  OPENINGS(true),
  /** How many different categories. */
  VARIETY(true),
  /** How many notifications were opened. */
  NOTIFICATIONS(true),
  /** How much content was seen. */
  CONTENTS(true),
  /** How long it took, in seconds, as far as known. */
  SECONDS(true),
  /** The category opened first. */
  FIRST(false),
  /** The one after it. */
  SECOND(false),
  /** The one opened last. */
  LAST(false),
  /** The one opened most, the first of equals. */
  FAVORITE(false),
  /** The app opened first, where items are known. */
  APP(false),
  /** All categories in their order. */
  PATH(false);

  private static final int COUNT = values().length;

  private final boolean numeric;

  Trait(boolean numeric) {
    this.numeric = numeric;
  }

  /** Whether its values have an order and distances; else they are alike or not. */
  boolean numeric() {
    return numeric;
  }

  /** The row of a session: a value for each trait, by ordinal. */
  static double[] row(WrittenSession session) {
    List<WrittenEvent> opened =
        session.events().stream().filter(event -> event.type() == EventType.APP_OPENED).toList();
    List<String> path = opened.stream().map(WrittenEvent::category).toList();
    double[] row = new double[COUNT];
    row[HOUR.ordinal()] = session.localHour();
    row[OPENINGS.ordinal()] = path.size();
    row[VARIETY.ordinal()] = Set.copyOf(path).size();
    row[NOTIFICATIONS.ordinal()] = count(session, EventType.NOTIFICATION_OPENED);
    row[CONTENTS.ordinal()] = count(session, EventType.CONTENT_SEEN);
    row[SECONDS.ordinal()] =
        session.events().stream().mapToLong(event -> Math.max(0, event.gapSeconds())).sum();
    row[FIRST.ordinal()] = word(path.isEmpty() ? "" : path.get(0));
    row[SECOND.ordinal()] = word(path.size() < 2 ? "" : path.get(1));
    row[LAST.ordinal()] = word(path.isEmpty() ? "" : path.get(path.size() - 1));
    row[FAVORITE.ordinal()] = word(favorite(path));
    row[APP.ordinal()] = word(opened.isEmpty() ? "" : opened.get(0).item());
    row[PATH.ordinal()] = word(String.join(">", path));
    return row;
  }

  private static long count(WrittenSession session, EventType type) {
    return session.events().stream().filter(event -> event.type() == type).count();
  }

  private static int word(String text) {
    return text.hashCode();
  }

  private static String favorite(List<String> path) {
    Map<String, Integer> times = new HashMap<>();
    path.forEach(category -> times.merge(category, 1, Integer::sum));
    String best = "";
    for (String category : new HashSet<>(path)) {
      int more = times.get(category) - times.getOrDefault(best, 0);
      if (more > 0 || (more == 0 && path.indexOf(category) < path.indexOf(best))) {
        best = category;
      }
    }
    return best;
  }
}
