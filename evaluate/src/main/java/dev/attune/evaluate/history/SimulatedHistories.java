package dev.attune.evaluate.history;

import dev.attune.device.simulate.NextAppDistribution;
import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.models.token.Tokenizer;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.DevicePseudonym;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Simulated users to whom nothing is offered. Asked about are apps that they chose freely, for
 * which the oracle knows the true probabilities.
 */
public final class SimulatedHistories implements Histories {

  /** Seeds from this one on are for training. */
  public static final long FIRST_TRAINING_SEED = 1_000_000;

  /** A Monday. */
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private final Simulation world;
  private final SimulationSpan span;

  /**
   * @param seed who the users are and what they do
   * @param span how many users for how long
   */
  public SimulatedHistories(long seed, SimulationSpan span) {
    this.span = span;
    SimulationConfig config =
        SimulationConfig.of(seed, span.users(), START)
            .withTruth()
            .withDenyShare(0)
            .withRegion(span.region());
    this.world =
        new Simulation(
            span.habitsChange() ? config.withHabitChangeOnDay(span.testFromDay()) : config);
  }

  @Override
  public int users() {
    return span.users();
  }

  @Override
  public List<String> items() {
    return world.catalog().stream().map(CatalogItem::getId).toList();
  }

  @Override
  public void forEach(Consumer<History> consumer) {
    for (int number = 0; number < span.users(); number++) {
      consumer.accept(live(world.user(number)));
    }
  }

  private History live(SimulatedUser user) {
    long end = START.plus(Duration.ofDays(span.days())).getEpochSecond();
    HistoryBuilder history = new HistoryBuilder(user.userId(), user.region());
    int inTest = 0;
    while (user.peek().occurredAt() < end) {
      SimulatedEvent event = user.next();
      int day = day(event);
      if (day >= span.testFromDay()) {
        history.startTest();
        inTest++;
      }
      Optional<NextAppDistribution> truth = event.truth();
      int oracle = History.NO_PLACE;
      if (truth.isPresent() && event.payload() instanceof AppOpened opened) {
        oracle = truth.get().apps().indexOf(opened.getApp());
      }
      boolean ask =
          truth.isPresent()
              && day >= span.askFromDay()
              && !(span.habitsChange() && inTest > SimulationSpan.CHANGE_HORIZON);
      history.add(event.toUsageEvent(phone(event.device())), ask, oracle);
    }
    return history.build();
  }

  /** The user's own day, 0 for the one on which the simulation starts. */
  private static int day(SimulatedEvent event) {
    int offset = event.context().getUtcOffsetMinutes();
    return (int)
        (Tokenizer.localDay(event.occurredAt(), offset)
            - Tokenizer.localDay(START.getEpochSecond(), offset));
  }

  /** Tokens do not say which phone it was, so the number will do as a pseudonym. */
  private static DevicePseudonym phone(int device) {
    return new DevicePseudonym(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) device});
  }
}
