package dev.attune.topology.engine;

import dev.attune.privacy.pseudonym.Pseudonym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Splits a batch into waves: within a wave, no two events are of one user, and every user's events
 * come in their order. An event that calls for a decision waits until no user has another event to
 * come first, so that decisions of as many users as possible are made together, which costs least.
 * Not thread-safe.
 */
final class Waves {

  private final List<Line> lines = new ArrayList<>();

  /** The events of one user that were not in a wave yet, from the next one on. */
  private static final class Line {
    final List<AcceptedEvent> events = new ArrayList<>(4);
    int next;
    boolean waiting;

    AcceptedEvent head() {
      return events.get(next);
    }
  }

  /** The waves of these events. */
  Waves(List<AcceptedEvent> batch) {
    Map<Pseudonym, Line> byUser = new HashMap<>(2 * batch.size());
    for (AcceptedEvent event : batch) {
      Line line = byUser.get(event.user());
      if (line == null) {
        line = new Line();
        byUser.put(event.user(), line);
        lines.add(line);
      }
      line.events.add(event);
    }
  }

  /**
   * The next wave, once all events before are worked off; empty after the last one.
   *
   * @param waits whether an event calls for a decision, as far as can be told now; what is wrong
   *     here only makes waves smaller
   */
  List<AcceptedEvent> next(Predicate<AcceptedEvent> waits) {
    List<AcceptedEvent> wave = new ArrayList<>(lines.size());
    take(wave, waits);
    if (wave.isEmpty()) {
      lines.forEach(line -> line.waiting = false);
      take(wave, event -> false);
    }
    return wave;
  }

  private void take(List<AcceptedEvent> wave, Predicate<AcceptedEvent> waits) {
    int kept = 0;
    for (Line line : lines) {
      // Nothing happens to a user who waits, so it need not be asked again.
      line.waiting = line.waiting || waits.test(line.head());
      if (!line.waiting) {
        wave.add(line.head());
        line.next++;
      }
      if (line.next < line.events.size()) {
        lines.set(kept++, line);
      }
    }
    lines.subList(kept, lines.size()).clear();
  }
}
