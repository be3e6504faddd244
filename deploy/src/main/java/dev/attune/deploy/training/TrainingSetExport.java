package dev.attune.deploy.training;

import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
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
  private final List<Cohort> cohorts;
  private final List<CatalogItem> catalog;

  /** Nothing is simulated yet. */
  public TrainingSetExport(TrainingSetRequest request) {
    this.request = request;
    this.cohorts = Cohort.of(request);
    this.catalog = cohorts.get(0).world(request.region()).catalog();
  }

  /**
   * Writes the training set.
   *
   * @param progress is told how many of the users asked for are done, newcomers in proportion
   */
  public void run(IntConsumer progress) throws IOException {
    Vocabulary vocabulary = Vocabulary.of(catalog.stream().map(CatalogItem::getId).toList());
    TrainingSetSettings settings =
        TrainingSetSettings.simulated(
            request.seed(), request.candidates(), request.samplesPerUser());
    Files.createDirectories(request.out());
    ItemCategories.write(request.out(), vocabulary, catalog);
    try (TrainingSetWriter writer = new TrainingSetWriter(request.out(), vocabulary, settings);
        OracleRanks oracle = new OracleRanks(request.out())) {
      long users = cohorts.stream().mapToLong(Cohort::users).sum();
      long done = 0;
      for (Cohort cohort : cohorts) {
        Simulation world = cohort.world(request.region());
        for (int number = 0; number < cohort.users(); number++) {
          writer.add(live(world.user(number), cohort, oracle));
          int before = (int) (done * request.users() / users);
          int now = (int) (++done * request.users() / users);
          if (now > before) {
            progress.accept(now);
          }
        }
      }
      writer.finish();
    }
  }

  private List<UsageEvent> live(SimulatedUser user, Cohort cohort, OracleRanks oracle)
      throws IOException {
    long userSeed = cohort.seed() * 0x9E3779B97F4A7C15L + user.number();
    boolean offered = new Random(userSeed).nextDouble() < request.offeredShare();
    RandomOffers offers = new RandomOffers(catalog, user.region(), userSeed + 1);
    List<UsageEvent> events = new ArrayList<>();
    while (user.peek().occurredAt() < cohort.end()) {
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
