package dev.attune.deploy.adversary;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.Profile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A user who does anything, in any order, with a phone. */
final class TrialUser {

  private static final NotificationCategory[] CATEGORIES = NotificationCategory.values();
  private static final NotificationImportance[] IMPORTANCES = NotificationImportance.values();
  private static final NotificationAnswer[] ANSWERS = NotificationAnswer.values();
  private static final PlaceClass[] PLACES = PlaceClass.values();
  private static final DecisionId ANY_DECISION = new DecisionId(new byte[16]);
  private static final long START = 1_767_600_000;

  final Pseudonym pseudonym;
  final Profile profile = new Profile();
  private final DevicePseudonym device;
  private final Random random;
  private List<String> offered = List.of();
  private long now = START;
  private long sequence;

  TrialUser(int number, long seed) {
    random = new Random(seed * 31 + number);
    pseudonym =
        Pseudonym.of(ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(number).array());
    device = new DevicePseudonym(ByteBuffer.allocate(8).putLong(number).array());
    profile.consentTo(
        new Consent(
            START - 1,
            Set.of(Purpose.PERSONALIZATION),
            "1",
            number % 3 == 0 ? "us" : "eu",
            AgeBand.values()[number % AgeBand.values().length]));
  }

  /** Gets a list, and will answer items of it. */
  void gets(RecommendationList list) {
    offered = list.getItems().stream().map(RecommendedItem::getItem).toList();
  }

  long now() {
    return now;
  }

  UsageEvent next() {
    now += random.nextInt(40) == 0 ? random.nextInt(200_000) : 30 + random.nextInt(600);
    Object payload =
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3, 4 -> new DeviceUnlocked();
          case 5, 6 -> new AppOpened("app:" + (int) Math.abs(random.nextGaussian() * 6));
          case 7 -> new NotificationPosted("app:1", category(), NotificationDelivery.IMMEDIATE);
          case 8 -> new NotificationAnswered("app:1", category(), anyOf(ANSWERS), 5);
          case 9 ->
              random.nextInt(6) == 0
                  ? new NotificationSettingChosen(
                      category(), anyOf(IMPORTANCES), random.nextBoolean())
                  : new ContentSeen("content:" + random.nextInt(80), 10);
          case 10 -> new RecommendationAccepted(ANY_DECISION, item());
          default ->
              random.nextInt(4) == 0
                  ? new RecommendationDismissed(ANY_DECISION, item())
                  : new RecommendationShown(ANY_DECISION, item(), 0);
        };
    int hour = (int) Math.floorMod(Math.floorDiv(now, 3600L), 24L);
    Context context =
        new Context(hour, 0, NetworkType.WIFI, BatteryBucket.HIGH, false, anyOf(PLACES));
    return new UsageEvent(device, ++sequence, now, context, payload);
  }

  private String item() {
    if (!offered.isEmpty() && random.nextBoolean()) {
      return offered.get(random.nextInt(offered.size()));
    }
    return switch (random.nextInt(4)) {
      case 0 -> "content:" + random.nextInt(80);
      case 1 -> "theme:" + random.nextInt(16);
      default -> "app:" + random.nextInt(160);
    };
  }

  private NotificationCategory category() {
    return anyOf(CATEGORIES);
  }

  private <T> T anyOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
