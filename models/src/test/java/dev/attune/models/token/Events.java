package dev.attune.models.token;

import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.UsageEvent;

/** Usage events for tests. */
public final class Events {

  /** 2026-03-02T00:00:00Z, a Monday. */
  public static final long MONDAY = 1_772_409_600L;

  private Events() {}

  public static UsageEvent event(long occurredAt, Object payload) {
    return event(occurredAt, 0, payload);
  }

  public static UsageEvent event(long occurredAt, int utcOffsetMinutes, Object payload) {
    Context context =
        new Context(
            0, utcOffsetMinutes, NetworkType.WIFI, BatteryBucket.HIGH, false, PlaceClass.HOME);
    return new UsageEvent(new DevicePseudonym(new byte[8]), 1L, occurredAt, context, payload);
  }

  public static UsageEvent opened(long occurredAt, String app) {
    return event(occurredAt, new AppOpened(app));
  }

  public static UsageEvent posted(long occurredAt, String app, NotificationCategory category) {
    return event(occurredAt, new NotificationPosted(app, category, NotificationDelivery.IMMEDIATE));
  }

  public static UsageEvent answered(
      long occurredAt,
      String app,
      NotificationCategory category,
      NotificationAnswer answer,
      int afterSeconds) {
    return event(occurredAt, new NotificationAnswered(app, category, answer, afterSeconds));
  }
}
