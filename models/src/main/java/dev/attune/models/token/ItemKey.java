package dev.attune.models.token;

import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.SettingChanged;
import dev.attune.schemas.usage.UsageEvent;

/**
 * What an event is about, as a string:
 *
 * <ul>
 *   <li>the item id of the catalog for apps, content, settings and recommended items, as the event
 *       carries it;
 *   <li>{@code notification:MESSAGE:posted} (category and outcome) for notifications, whatever app
 *       posted them;
 *   <li>{@code notification-setting:MESSAGE} for a category's settings chosen by hand;
 *   <li>the empty string for an unlock, and for what this version does not know.
 * </ul>
 */
public final class ItemKey {

  /** The key of an event that is about no item. */
  public static final String NONE = "";

  private static final NotificationCategory[] CATEGORIES = NotificationCategory.values();
  private static final NotificationOutcome[] OUTCOMES = NotificationOutcome.values();
  private static final String[] NOTIFICATIONS =
      new String[CATEGORIES.length * NotificationOutcome.COUNT];
  private static final String[] SETTINGS = new String[CATEGORIES.length];

  static {
    for (NotificationCategory category : CATEGORIES) {
      SETTINGS[category.ordinal()] = "notification-setting:" + category;
      for (NotificationOutcome outcome : OUTCOMES) {
        NOTIFICATIONS[category.ordinal() * NotificationOutcome.COUNT + outcome.ordinal()] =
            "notification:" + category + ":" + outcome.word();
      }
    }
  }

  private ItemKey() {}

  /** The key of what the event is about. */
  public static String of(UsageEvent event) {
    Object payload = event.getPayload();
    if (payload instanceof AppOpened opened) {
      return opened.getApp();
    } else if (payload instanceof AppClosed closed) {
      return closed.getApp();
    } else if (payload instanceof NotificationPosted posted) {
      return notification(posted.getCategory(), NotificationOutcome.POSTED);
    } else if (payload instanceof NotificationAnswered answered) {
      return ofAnswer(answered);
    } else if (payload instanceof SettingChanged changed) {
      return changed.getSetting();
    } else if (payload instanceof NotificationSettingChosen chosen) {
      return SETTINGS[chosen.getCategory().ordinal()];
    } else if (payload instanceof ContentSeen seen) {
      return seen.getContent();
    } else if (payload instanceof RecommendationShown shown) {
      return shown.getItem();
    } else if (payload instanceof RecommendationAccepted accepted) {
      return accepted.getItem();
    } else if (payload instanceof RecommendationDismissed dismissed) {
      return dismissed.getItem();
    }
    return NONE;
  }

  /** The key of a notification of this category with this outcome. */
  public static String notification(NotificationCategory category, NotificationOutcome outcome) {
    return NOTIFICATIONS[category.ordinal() * NotificationOutcome.COUNT + outcome.ordinal()];
  }

  private static String ofAnswer(NotificationAnswered answered) {
    NotificationCategory category = answered.getCategory();
    return switch (answered.getAnswer()) {
      case OPENED -> notification(category, NotificationOutcome.OPENED);
      case DISMISSED -> notification(category, NotificationOutcome.DISMISSED);
      case IGNORED -> notification(category, NotificationOutcome.IGNORED);
      case UNKNOWN -> NONE;
    };
  }
}
