package dev.attune.schemas.wire;

import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.AppClosed;
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
import dev.attune.schemas.usage.OtherEvent;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.SettingChanged;
import dev.attune.schemas.usage.UsageEvent;
import java.util.List;
import java.util.stream.Stream;

/** One usage event of each kind. */
final class Samples {
  private Samples() {}

  static List<UsageEvent> usageEvents() {
    DecisionId decision =
        new DecisionId(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    return Stream.of(
            new AppOpened("app:maps"),
            new AppClosed("app:maps", 75),
            new DeviceUnlocked(),
            new NotificationPosted(
                "app:chat", NotificationCategory.MESSAGE, NotificationDelivery.DIGEST),
            new NotificationAnswered(
                "app:chat", NotificationCategory.MESSAGE, NotificationAnswer.OPENED, 12),
            new SettingChanged("setting:dark-mode", "on"),
            new NotificationSettingChosen(
                NotificationCategory.NEWS, NotificationImportance.LOW, true),
            new ContentSeen("content:ünïcode", 30),
            new RecommendationShown(decision, "app:maps", 0),
            new RecommendationAccepted(decision, "app:maps"),
            new RecommendationDismissed(decision, "app:maps"),
            new OtherEvent())
        .map(Samples::usageEvent)
        .toList();
  }

  private static UsageEvent usageEvent(Object payload) {
    return new UsageEvent(
        new DevicePseudonym(new byte[] {-1, 2, 3, 4, 5, 6, 7, 8}),
        42L,
        1_790_000_000L,
        new Context(13, 60, NetworkType.WIFI, BatteryBucket.HIGH, false, PlaceClass.HOME),
        payload);
  }
}
