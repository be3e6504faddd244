package dev.attune.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.catalog.Audience;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Life;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a model answers, nothing invalid comes out. */
class AdversarialModelTest {

  private static final int USERS = 200;
  private static final int EVENTS = 160;
  private static final int LISTS_AT_LEAST = 4_500;
  private static final Catalog CATALOG = Items.catalog();
  private static final long FATIGUE = Duration.ofDays(7).toSeconds();
  private static final DecisionSettings OFTEN =
      DecisionSettings.defaults().withInterval(Duration.ofSeconds(1));

  enum Malice {
    RANDOM,
    CONSTANT,
    HUGE,
    NOT_A_NUMBER,
    INFINITE
  }

  @ParameterizedTest
  @EnumSource
  void shouldNeverDecideAnythingInvalid(Malice malice) {
    Checker checker = new Checker();
    PersonalizationEngine engine = new PersonalizationEngine(OFTEN, new AdversarialModel(malice));
    List<Life> lives = new ArrayList<>();
    List<Profile> profiles = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      lives.add(new Life(malice.ordinal() * 1000L + user, new Phone(user)));
      AgeBand band = AgeBand.values()[user % 4];
      profiles.add(Phone.consenting(user % 3 == 0 ? "us" : "eu", band));
    }

    for (int i = 0; i < EVENTS; i++) {
      List<AcceptedEvent> batch = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        UsageEvent event = lives.get(user).next();
        checker.happens(profiles.get(user), event);
        batch.add(new AcceptedEvent(Phone.user(user), profiles.get(user), event, 0, 0, i));
      }
      engine.run(CATALOG, batch, checker);
    }

    assertThat(checker.lists).isGreaterThan(LISTS_AT_LEAST);
    assertThat(checker.settings).isGreaterThan(USERS);
    assertThat(checker.audited).isEqualTo(checker.lists + checker.settings);
  }

  /**
   * Checks every output against the rules, stated again and independently of the code that applies
   * them.
   */
  private static final class Checker implements DecisionSink {

    private final Map<Profile, Map<String, Long>> dismissed = new HashMap<>();
    private int lists;
    private int settings;
    private int audited;

    void happens(Profile profile, UsageEvent event) {
      Map<String, Long> items = dismissed.computeIfAbsent(profile, none -> new HashMap<>());
      if (event.getPayload() instanceof RecommendationDismissed dismissal) {
        items.put(dismissal.getItem(), event.getOccurredAt());
      } else if (event.getPayload() instanceof RecommendationAccepted acceptance) {
        items.remove(acceptance.getItem());
      }
    }

    @Override
    public void recommendations(AcceptedEvent cause, RecommendationList out) {
      lists++;
      long now = cause.event().getOccurredAt();
      String region = cause.profile().consent().orElseThrow().region();
      int age = Audience.ageOf(cause.profile().consent().orElseThrow().ageBand());
      require(out.getItems().size() <= 5, "at most five items", out);
      require(out.getExpiresAt() > out.getDecidedAt(), "it does not expire at once", out);
      Set<String> ids = new HashSet<>();
      Map<String, Integer> categories = new HashMap<>();
      int last = Integer.MAX_VALUE;
      for (RecommendedItem item : out.getItems()) {
        CatalogEntry entry = CATALOG.byId(item.getItem()).orElseThrow();
        require(ids.add(item.getItem()), "each item once", item);
        require(entry.approved(), "approved", item);
        require(entry.isFor(region), "for the region", item);
        require(entry.minimumAge() <= age, "for the age", item);
        require(entry.isAvailable(now), "available", item);
        require(item.getKind() == entry.kind(), "of the catalog's kind", item);
        require(categories.merge(entry.category(), 1, Integer::sum) <= 2, "diverse", item);
        require(item.getScore() >= 0 && item.getScore() <= last, "best first", item);
        require(!item.getReason().getText().isEmpty(), "with a reason", item);
        Long at = dismissed.get(cause.profile()).get(item.getItem());
        require(at == null || at < now - FATIGUE, "not dismissed lately", item);
        require(!rests(entry, dismissed.get(cause.profile()), now), "of no resting category", item);
        last = item.getScore();
      }
    }

    @Override
    public void notificationSettings(AcceptedEvent cause, NotificationSettings out) {
      settings++;
      NotificationCategory[] categories = NotificationCategory.values();
      require(out.getCategories().size() == categories.length, "every category once", out);
      for (CategorySetting setting : out.getCategories()) {
        require(
            setting.getCategory() == categories[out.getCategories().indexOf(setting)],
            "in the order of the enum",
            out);
        boolean digest = setting.getDelivery() == NotificationDelivery.DIGEST;
        boolean loud = setting.getImportance() == NotificationImportance.HIGH;
        switch (setting.getCategory()) {
          case CALL, ALARM, ONE_TIME_CODE, EMERGENCY ->
              require(loud && !digest && setting.getDailyCap() == -1, "protected", setting);
          default -> {
            int hour = setting.getDigestHour();
            require(digest ? hour >= 0 && hour <= 23 : hour == -1, "a digest hour", setting);
            require(
                setting.getImportance() != NotificationImportance.UNSPECIFIED
                    && setting.getDelivery() != NotificationDelivery.UNKNOWN
                    && List.of(-1, 3, 10).contains(setting.getDailyCap()),
                "of the allowed set",
                setting);
          }
        }
      }
    }

    private static boolean rests(CatalogEntry entry, Map<String, Long> dismissed, long now) {
      long within7Days = 0;
      boolean within2Days = false;
      for (Map.Entry<String, Long> dismissal : dismissed.entrySet()) {
        CatalogEntry other = CATALOG.byId(dismissal.getKey()).orElseThrow();
        if (other.kind() == entry.kind()
            && other.category().equals(entry.category())
            && dismissal.getValue() >= now - FATIGUE) {
          within7Days++;
          within2Days |= dismissal.getValue() >= now - 2 * 86_400;
        }
      }
      return within7Days >= 3 && within2Days;
    }

    /** As AssertJ would, but fast enough for millions of checks. */
    private static void require(boolean holds, String rule, Object broken) {
      if (!holds) {
        throw new AssertionError("not " + rule + ": " + broken);
      }
    }

    @Override
    public void audit(AcceptedEvent cause, DecisionMade entry) {
      audited++;
    }

    @Override
    public void failed(AcceptedEvent cause, Exception error) {
      throw new AssertionError("no event may fail", error);
    }
  }

  private static final class AdversarialModel extends FakeUsageModel {

    private final Malice malice;
    private final Random random = new Random(5);

    AdversarialModel(Malice malice) {
      this.malice = malice;
    }

    @Override
    protected float score(float state, int candidate, float[] features, int offset) {
      return number();
    }

    @Override
    protected float opens(float state, int category, int hour) {
      return number();
    }

    private float number() {
      return switch (malice) {
        case RANDOM -> random.nextFloat() * 20 - 10;
        case CONSTANT -> 0.25f;
        case HUGE -> random.nextBoolean() ? Float.MAX_VALUE : -Float.MAX_VALUE;
        case NOT_A_NUMBER -> random.nextInt(3) == 0 ? random.nextFloat() : Float.NaN;
        case INFINITE -> random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
      };
    }
  }
}
