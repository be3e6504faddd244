package dev.attune.evaluate.synthetic;

import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.UsageUnits;
import dev.attune.models.session.WrittenSession;
import dev.attune.models.token.ItemKey;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.privacy.bounding.BoundedVector;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.summary.CohortCounter;
import dev.attune.topology.summary.SummarySettings;
import dev.attune.topology.summary.UserVectors;
import dev.attune.topology.summary.WindowSchedule;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A cohort of simulated users whose use is counted and bounded by the code that counts it in
 * production, day by day, beside what they really did. Users are simulated one after another and
 * none is kept. Immutable.
 */
public final class SimulatedCohort {

  /** A Monday. */
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  /** Days are windows. */
  static final WindowSchedule DAYS =
      new WindowSchedule(Duration.ofDays(1), Duration.ofMinutes(10), Duration.ofHours(1));

  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MILLIS = 1000;
  private static final String COHORT = "cohort";
  private static final Map<String, String> SWAPPED =
      Map.of(
          "games", "finance",
          "finance", "games",
          "news", "music",
          "music", "news",
          "video", "productivity",
          "productivity", "video");

  private final Simulation world;
  private final Catalog catalog;
  private final SummarySettings settings;
  private final Set<String> categories;
  private final int first;

  /**
   * @param config who lives
   * @param first the number of the first user
   * @param items what there is to use
   */
  private SimulatedCohort(SimulationConfig config, int first, List<CatalogItem> items) {
    this.world = new Simulation(config);
    this.first = first;
    catalog = Catalog.of(items);
    settings = settings("1");
    categories = new HashSet<>(settings.categories());
  }

  /** Users of a seed, of one region or, if that is empty, of all. */
  public static SimulatedCohort of(long seed, int users, String region) {
    return after(seed, 0, users, region);
  }

  /** Other users of the same seed, who come after so many. */
  public static SimulatedCohort after(long seed, int first, int users, String region) {
    SimulationConfig config =
        SimulationConfig.of(seed, first + users, START).withDenyShare(0).withRegion(region);
    return new SimulatedCohort(config, first, new Simulation(config).catalog());
  }

  /**
   * The same users in a world in which half of the categories have swapped their roles, so that
   * none of them lives as simulated people do.
   */
  public SimulatedCohort shifted() {
    List<CatalogItem> items = new ArrayList<>();
    for (CatalogItem item : world.catalog()) {
      String role = SWAPPED.getOrDefault(item.getCategory(), item.getCategory());
      items.add(CatalogItem.newBuilder(item).setCategory(role).build());
    }
    return new SimulatedCohort(world.config(), first, items);
  }

  /**
   * What is summarized, with the whole guarantee spent on one window.
   *
   * @param epsilon of the window, at delta 1e-9
   */
  public static SummarySettings settings(String epsilon) {
    return new SummarySettings(
        List.of(COHORT),
        appCategories(),
        DAYS,
        new BigDecimal(epsilon),
        new BigDecimal("1e-9"),
        1,
        1000);
  }

  private static List<String> appCategories() {
    return new Simulation(SimulationConfig.of(1, 1, START))
        .catalog().stream()
            .filter(item -> item.getKind() == ItemKind.APP)
            .map(CatalogItem::getCategory)
            .distinct()
            .sorted()
            .toList();
  }

  /** What is counted. */
  public CohortCells cells() {
    return settings.cells();
  }

  /** How many there are. */
  public int users() {
    return world.users() - first;
  }

  /**
   * Lives through days.
   *
   * @param from the first day, from 1 on: on day 0 users begin
   * @param days how many
   * @param wanted which users
   * @param consumer gets the users of a day, each user's days one after another
   */
  public void live(int from, int days, Predicate<Integer> wanted, Consumer<UserWindow> consumer) {
    for (int number = first; number < world.users(); number++) {
      if (wanted.test(number)) {
        live(world.user(number), from, days, consumer);
      }
    }
  }

  /** All users on one day, held in memory. */
  public List<UserWindow> day(int day) {
    List<UserWindow> found = new ArrayList<>();
    live(day, 1, number -> true, found::add);
    return found;
  }

  private void live(SimulatedUser user, int from, int days, Consumer<UserWindow> consumer) {
    CohortCounter counter = new CohortCounter(settings);
    UserVectors vectors = new UserVectors(new UsageUnits(settings.cells()));
    Profile profile = new Profile();
    profile.consentTo(
        new Consent(
            0, Set.of(Purpose.PERSONALIZATION, Purpose.ANALYTICS), "", COHORT, AgeBand.ADULT));
    Pseudonym pseudonym = pseudonym(world.config().seed(), user.number());
    List<WrittenSession> sessions = new ArrayList<>();
    SessionCutter cutter = new SessionCutter(sessions::add);
    long previous = Tokenizer.NO_PREVIOUS;
    for (int day = from - 1; day < from + days; day++) {
      long start = START.getEpochSecond() + day * SECONDS_PER_DAY;
      while (user.peek().occurredAt() < start + SECONDS_PER_DAY) {
        SimulatedEvent event = user.next();
        if (event.occurredAt() < start) {
          previous = event.occurredAt();
          continue;
        }
        UsageEvent usage = event.toUsageEvent(phone(event.device()));
        Token token = Tokenizer.token(usage, previous);
        long occurredAt = event.occurredAt();
        counter.count(
            catalog,
            new AcceptedEvent(pseudonym, profile, usage, occurredAt * MILLIS, 0, 0),
            token);
        profile.recentTokens().add(token);
        int gap = previous == Tokenizer.NO_PREVIOUS ? 0 : (int) (occurredAt - previous);
        cutter.add(token, ItemKey.of(usage), category(token.itemHash()), gap);
        previous = occurredAt;
      }
      cutter.end();
      if (day >= from) {
        BoundedVector vector =
            profile
                .contributions()
                .of(start)
                .map(kept -> vectors.of(pseudonym, start, kept))
                .orElseGet(() -> vectors.fresh(pseudonym, start).close());
        consumer.accept(new UserWindow(user.number(), vector, sessions));
      }
      sessions.clear();
    }
  }

  private String category(int itemHash) {
    return catalog
        .byHash(itemHash)
        .map(CatalogEntry::category)
        .filter(categories::contains)
        .orElse("");
  }

  private static Pseudonym pseudonym(long seed, int number) {
    return Pseudonym.of(ByteBuffer.allocate(16).putLong(seed).putLong(number).array());
  }

  /** Tokens do not say which phone it was, so the number will do as a pseudonym. */
  private static DevicePseudonym phone(int device) {
    return new DevicePseudonym(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) device});
  }
}
