package dev.attune.deploy.training;

import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.models.training.TrainingSetSettings;
import dev.attune.models.training.TrainingSetWriter;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Simulates users one after another and writes what they do as a training set, with the oracle's
 * ranks beside it. Equal requests give equal bytes.
 */
public final class TrainingSetExport {

  private final TrainingSetRequest request;
  private final Simulation world;
  private final List<CatalogItem> catalog;

  /** Nothing is simulated yet. */
  public TrainingSetExport(TrainingSetRequest request) {
    this.request = request;
    this.world =
        new Simulation(
            SimulationConfig.of(request.seed(), request.users(), request.start())
                .withTruth()
                // Who denies personalization is not learned from.
                .withDenyShare(0)
                .withRegion(request.region()));
    this.catalog = world.catalog();
  }

  /**
   * Writes the training set.
   *
   * @param progress is told how many users are done
   */
  public void run(IntConsumer progress) throws IOException {
    Vocabulary vocabulary = Vocabulary.of(catalog.stream().map(CatalogItem::getId).toList());
    TrainingSetSettings settings =
        TrainingSetSettings.simulated(
            request.seed(), request.candidates(), request.samplesPerUser());
    Files.createDirectories(request.out());
    try (TrainingSetWriter writer = new TrainingSetWriter(request.out(), vocabulary, settings);
        OracleRanks oracle = new OracleRanks(request.out())) {
      for (int number = 0; number < request.users(); number++) {
        writer.add(live(world.user(number), oracle));
        progress.accept(number + 1);
      }
      writer.finish();
    }
  }

  private List<UsageEvent> live(SimulatedUser user, OracleRanks oracle) throws IOException {
    long userSeed = request.seed() * 0x9E3779B97F4A7C15L + user.number();
    boolean offered = new Random(userSeed).nextDouble() < request.offeredShare();
    RandomOffers offers = new RandomOffers(catalog, user.region(), userSeed + 1);
    List<UsageEvent> events = new ArrayList<>();
    while (user.peek().occurredAt() < request.end()) {
      SimulatedEvent event = user.next();
      events.add(event.toUsageEvent(phone(event.device())));
      oracle.add(event);
      if (event.payload() instanceof AppOpened opened) {
        offers.opened(opened.getApp());
      }
      if (offered) {
        offers.next(event.occurredAt()).ifPresent(user::deliver);
      }
    }
    return events;
  }

  /** Tokens do not say which phone it was, so the number will do as a pseudonym. */
  private static DevicePseudonym phone(int device) {
    return new DevicePseudonym(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) device});
  }
}
