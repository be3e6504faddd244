package dev.attune.models.session;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.token.EventType;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes sessions from the summary alone, as a first-order chain of categories in which the daypart
 * has its say: a tree-structured random field whose chances are a closed form of the tables,
 * P(category | before, daypart) in proportion to P(before, category) P(daypart | category).
 *
 * <p>It knows categories and hours only: no items, and no time between events.
 */
public final class MarkovWriter implements SessionWriter {

  /** What it writes changes with this only. */
  public static final String VERSION = "markov-1";

  private static final int HOURS_OF_DAYPART = 6;

  /** Creates a writer. */
  public MarkovWriter() {}

  @Override
  public List<WrittenSession> write(
      CohortSummary summary, String seed, DayOfWeek day, int sessions) {
    ConsistentSummary known = ConsistentSummary.of(summary);
    CohortCells cells = summary.cells();
    PublicNumbers numbers = new PublicNumbers(VERSION + " " + seed);
    double[] hours = known.hours();
    List<WrittenSession> written = new ArrayList<>(sessions);
    for (int i = 0; i < sessions; i++) {
      int hour = numbers.draw(hours);
      written.add(new WrittenSession(hour, events(known, cells.categories(), hour, numbers)));
    }
    return written;
  }

  private static List<WrittenEvent> events(
      ConsistentSummary known, List<String> names, int hour, PublicNumbers numbers) {
    int n = names.size();
    double[] opened = known.categories();
    List<WrittenEvent> events = new ArrayList<>();
    int before = n;
    while (events.size() < LONGEST) {
      if (before < n && numbers.next() < endChance(known, before, n)) {
        break;
      }
      double[] chances = new double[n];
      for (int c = 0; c < n; c++) {
        double here =
            opened[c] > 0 ? known.categoryDaypart(c, hour / HOURS_OF_DAYPART) / opened[c] : 0;
        // A daypart in which nothing at all is known must not end the session.
        chances[c] = known.transition(before, c) * (here + 1e-9);
      }
      int next = numbers.draw(chances);
      if (opened[next] > 0 && numbers.next() < known.fromNotification(next) / opened[next]) {
        events.add(event(EventType.NOTIFICATION_OPENED, names.get(next)));
      }
      events.add(event(EventType.APP_OPENED, names.get(next)));
      if (opened[next] > 0 && numbers.next() < known.content(next) / opened[next]) {
        events.add(event(EventType.CONTENT_SEEN, names.get(next)));
      }
      before = next;
    }
    return events;
  }

  private static double endChance(ConsistentSummary known, int from, int n) {
    double all = 0;
    for (int to = 0; to <= n; to++) {
      all += known.transition(from, to);
    }
    return all > 0 ? known.transition(from, n) / all : 1;
  }

  private static WrittenEvent event(EventType type, String category) {
    return new WrittenEvent(type, "", category, WrittenEvent.NO_GAP);
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
