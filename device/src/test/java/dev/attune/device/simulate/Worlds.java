package dev.attune.device.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Simulated worlds and stretches of them for tests. */
final class Worlds {
  /** A Monday. */
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private Worlds() {}

  static Simulation world(long seed, int users) {
    return new Simulation(SimulationConfig.of(seed, users, START));
  }

  static Simulation worldWithTruth(long seed, int users) {
    return new Simulation(SimulationConfig.of(seed, users, START).withTruth());
  }

  static List<SimulatedEvent> take(SimulatedUser user, int count) {
    List<SimulatedEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(user.next());
    }
    return events;
  }

  static List<SimulatedEvent> days(SimulatedUser user, int days) {
    return until(user, START.getEpochSecond() + days * 86_400L);
  }

  static List<SimulatedEvent> until(SimulatedUser user, long end) {
    List<SimulatedEvent> events = new ArrayList<>();
    while (user.peek().occurredAt() < end) {
      events.add(user.next());
    }
    return events;
  }
}
