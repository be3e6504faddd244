package dev.attune.topology.engine;

import dev.attune.privacy.pseudonym.Pseudonym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a batch so that every user's k-th event is in wave k: within a wave, no two events are of
 * one user.
 */
final class Waves {

  private Waves() {}

  /** The waves, each in the order of the batch. */
  static List<List<AcceptedEvent>> of(List<AcceptedEvent> batch) {
    List<List<AcceptedEvent>> waves = new ArrayList<>();
    Map<Pseudonym, int[]> seen = new HashMap<>(2 * batch.size());
    for (AcceptedEvent event : batch) {
      int wave = seen.computeIfAbsent(event.user(), user -> new int[1])[0]++;
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(event);
    }
    return waves;
  }
}
