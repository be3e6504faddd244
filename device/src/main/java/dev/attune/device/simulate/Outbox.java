package dev.attune.device.simulate;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Events that happened and were not yet taken, numbered per phone. */
final class Outbox {
  private final int user;
  private final Surroundings surroundings;
  private final long[] sequences;
  private final ArrayDeque<SimulatedEvent> events = new ArrayDeque<>();

  /** Its own surroundings, so that writing an event down moves nobody else's clock. */
  Outbox(Traits traits) {
    user = traits.user;
    surroundings = new Surroundings(traits);
    sequences = new long[traits.devices];
  }

  void add(int device, long time, Object payload) {
    add(device, time, payload, null);
  }

  void add(int device, long time, Object payload, @Nullable NextAppDistribution choice) {
    surroundings.moveTo(time);
    events.add(
        new SimulatedEvent(
            user, device, ++sequences[device], time, surroundings.context(), payload, choice));
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  SimulatedEvent peek() {
    return events.element();
  }

  SimulatedEvent take() {
    return events.remove();
  }
}
