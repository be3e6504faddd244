package dev.attune.evaluate.synthetic;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.session.CohortSummary;
import dev.attune.models.session.ConsistentSummary;
import dev.attune.models.session.SessionWriter;
import dev.attune.models.session.WrittenEvent;
import dev.attune.models.session.WrittenSession;
import dev.attune.models.token.EventType;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is to be beaten: hour, category, way and length, each drawn for itself. */
final class MarginalsWriter implements SessionWriter {

  @Override
  public List<WrittenSession> write(
      CohortSummary summary, String seed, DayOfWeek day, int sessions) {
    ConsistentSummary known = ConsistentSummary.of(summary);
    CohortCells cells = summary.cells();
    SplittableRandom random = new SplittableRandom(seed.hashCode());
    double[] opened = known.categories();
    double all = 0;
    double notified = 0;
    for (int c = 0; c < opened.length; c++) {
      all += opened[c];
      notified += known.fromNotification(c);
    }
    List<WrittenSession> written = new ArrayList<>(sessions);
    for (int i = 0; i < sessions; i++) {
      List<WrittenEvent> events = new ArrayList<>();
      do {
        String category = cells.categories().get(draw(opened, random));
        if (random.nextDouble() * all < notified) {
          events.add(
              new WrittenEvent(EventType.NOTIFICATION_OPENED, "", category, WrittenEvent.NO_GAP));
        }
        events.add(new WrittenEvent(EventType.APP_OPENED, "", category, WrittenEvent.NO_GAP));
      } while (events.size() < LONGEST && random.nextDouble() * all >= known.sessions());
      written.add(new WrittenSession(draw(known.hours(), random), events));
    }
    return written;
  }

  private static int draw(double[] weights, SplittableRandom random) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
