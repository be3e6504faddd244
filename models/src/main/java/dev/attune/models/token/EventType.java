package dev.attune.models.token;

import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.SettingChanged;
import dev.attune.schemas.usage.UsageEvent;

/**
 * What kind of thing happened. Ordinals are inputs of trained models and part of stored profiles:
 * only append, never reorder, and never exceed {@link #TABLE_SIZE}.
 */
public enum EventType {
  /** Nothing known: a payload or an answer of a later schema version. */
  NONE,
  APP_OPENED,
  APP_CLOSED,
  DEVICE_UNLOCKED,
  NOTIFICATION_POSTED,
  NOTIFICATION_OPENED,
  NOTIFICATION_DISMISSED,
  NOTIFICATION_IGNORED,
  SETTING_CHANGED,
  NOTIFICATION_SETTING_CHOSEN,
  CONTENT_SEEN,
  RECOMMENDATION_SHOWN,
  RECOMMENDATION_ACCEPTED,
  RECOMMENDATION_DISMISSED;

  /** Rows of the type table in a model. */
  public static final int TABLE_SIZE = 16;

  private static final EventType[] VALUES = values();

  /**
   * The type with this ordinal.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventType ofOrdinal(int ordinal) {
    if (ordinal < 0 || ordinal >= VALUES.length) {
      throw new IllegalArgumentException("no event type has ordinal " + ordinal);
    }
    return VALUES[ordinal];
  }

  /** The type of an event; {@link #NONE} for a payload this version does not know. */
  public static EventType of(UsageEvent event) {
    Object payload = event.getPayload();
    if (payload instanceof AppOpened) {
      return APP_OPENED;
    } else if (payload instanceof AppClosed) {
      return APP_CLOSED;
    } else if (payload instanceof DeviceUnlocked) {
      return DEVICE_UNLOCKED;
    } else if (payload instanceof NotificationPosted) {
      return NOTIFICATION_POSTED;
    } else if (payload instanceof NotificationAnswered answered) {
      return ofAnswer(answered);
    } else if (payload instanceof SettingChanged) {
      return SETTING_CHANGED;
    } else if (payload instanceof NotificationSettingChosen) {
      return NOTIFICATION_SETTING_CHOSEN;
    } else if (payload instanceof ContentSeen) {
      return CONTENT_SEEN;
    } else if (payload instanceof RecommendationShown) {
      return RECOMMENDATION_SHOWN;
    } else if (payload instanceof RecommendationAccepted) {
      return RECOMMENDATION_ACCEPTED;
    } else if (payload instanceof RecommendationDismissed) {
      return RECOMMENDATION_DISMISSED;
    }
    return NONE;
  }

  private static EventType ofAnswer(NotificationAnswered answered) {
    return switch (answered.getAnswer()) {
      case OPENED -> NOTIFICATION_OPENED;
      case DISMISSED -> NOTIFICATION_DISMISSED;
      case IGNORED -> NOTIFICATION_IGNORED;
      case UNKNOWN -> NONE;
    };
  }
}
