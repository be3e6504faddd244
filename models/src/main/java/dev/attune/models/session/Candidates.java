package dev.attune.models.session;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.CohortCells.Way;
import dev.attune.models.token.EventType;
import java.util.Arrays;
import java.util.List;

/** Sessions to choose from, with the cells that each counts in. Not thread-safe. */
final class Candidates {

  private final CohortCells cells;
  private final WrittenSession[] sessions;
  private final int[][] counted;
  private int size;

  Candidates(CohortCells cells, int most) {
    this.cells = cells;
    sessions = new WrittenSession[most];
    counted = new int[most][];
  }

  int size() {
    return size;
  }

  WrittenSession session(int number) {
    return sessions[number];
  }

  /** The cells of a session, one for each time it counts. */
  int[] counted(int number) {
    return counted[number];
  }

  /** Whether it is counted at all: it has an opening. */
  boolean isCounted(int number) {
    return counted[number].length > 0;
  }

  /**
   * Adds a session, unless nothing was done in it.
   *
   * @param hours the local hour of each event
   * @param numbers the number of each event's category, -1 for none that is counted
   */
  void add(WrittenSession session, int[] hours, int[] numbers) {
    List<WrittenEvent> events = session.events();
    int[] found = new int[4 * events.size() + 1];
    int count = 0;
    int before = cells.categories().size();
    for (int i = 0; i < events.size(); i++) {
      int category = numbers[i];
      if (category < 0) {
        continue;
      }
      switch (events.get(i).type()) {
        case APP_OPENED -> {
          boolean notified = i > 0 && isOpened(events.get(i - 1));
          Way way =
              notified
                  ? Way.FROM_NOTIFICATION
                  : before == cells.categories().size() ? Way.FIRST : Way.NEXT;
          found[count++] = cells.hour(hours[i]);
          found[count++] = cells.categoryDaypart(category, hours[i]);
          found[count++] = cells.categoryWay(category, way);
          found[count++] = cells.transition(before, category);
          before = category;
        }
        case CONTENT_SEEN -> found[count++] = cells.categoryWay(category, Way.CONTENT);
        default -> {}
      }
    }
    if (before < cells.categories().size()) {
      found[count++] = cells.transition(before, cells.categories().size());
    } else {
      count = 0;
    }
    sessions[size] = session;
    counted[size++] = Arrays.copyOf(found, count);
  }

  private static boolean isOpened(WrittenEvent event) {
    return event.type() == EventType.NOTIFICATION_OPENED;
  }
}
