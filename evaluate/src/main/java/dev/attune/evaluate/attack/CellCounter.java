package dev.attune.evaluate.attack;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.UsageUnits;
import dev.attune.models.session.WrittenEvent;
import dev.attune.models.session.WrittenSession;
import dev.attune.models.token.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts published sessions in the cells that summaries are made of. Not thread-safe. */
final class CellCounter {

  private final UsageUnits units;
  private final Map<String, Integer> categories = new HashMap<>();

  CellCounter(CohortCells cells) {
    units = new UsageUnits(cells);
    cells.categories().forEach(category -> categories.put(category, categories.size()));
  }

  /** A number for each cell: its share of all sessions. */
  double[] count(List<WrittenSession> sessions) {
    double[] counts = new double[units.cells().count()];
    double one = 1.0 / Math.max(1, sessions.size());
    for (WrittenSession session : sessions) {
      int none = categories.size();
      int before = none;
      EventType last = EventType.NONE;
      for (WrittenEvent event : session.events()) {
        Integer category = categories.get(event.category());
        if (category != null && event.type() == EventType.APP_OPENED) {
          boolean notified = last == EventType.NOTIFICATION_OPENED;
          add(counts, units.opening(before, category, session.localHour(), notified), one);
          before = category;
        } else if (category != null && event.type() == EventType.CONTENT_SEEN) {
          add(counts, units.content(category), one);
        }
        last = event.type();
      }
      if (before != none) {
        add(counts, units.end(before), one);
      }
    }
    return counts;
  }

  private void add(double[] counts, int unit, double one) {
    for (int cell : units.cells(unit)) {
      counts[cell] += one;
    }
  }
}
