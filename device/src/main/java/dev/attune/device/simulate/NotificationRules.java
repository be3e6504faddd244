package dev.attune.device.simulate;

import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.QuietHours;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The notification settings in force on the phone: the last ones delivered, under what the user
 * pinned by hand.
 */
final class NotificationRules {
  private static final int USUAL_DIGEST_HOUR = 18;

  private final int categories = NotificationCategory.values().length;
  private final @Nullable CategorySetting[] delivered = new CategorySetting[categories];
  private final @Nullable NotificationImportance[] pinned = new NotificationImportance[categories];
  private final int[] today = new int[categories];
  private long countedDay = Long.MIN_VALUE;
  private @Nullable QuietHours quiet;

  void deliver(NotificationSettings settings) {
    Arrays.fill(delivered, null);
    for (CategorySetting setting : settings.getCategories()) {
      delivered[setting.getCategory().ordinal()] = setting;
    }
    quiet = settings.getQuietHours();
  }

  boolean isPinned(NotificationCategory category) {
    return pinned[category.ordinal()] != null;
  }

  void pin(NotificationCategory category, NotificationImportance importance) {
    pinned[category.ordinal()] = importance;
  }

  void unpin(NotificationCategory category) {
    pinned[category.ordinal()] = null;
  }

  /**
   * The local hour, 0 to 23, in which a notification of the category is shown when it goes to the
   * digest.
   */
  int digestHour(NotificationCategory category) {
    CategorySetting setting = delivered[category.ordinal()];
    return setting == null || setting.getDigestHour() < 0 || setting.getDigestHour() > 23
        ? USUAL_DIGEST_HOUR
        : setting.getDigestHour();
  }

  /** Decides about one notification and counts it. */
  NotificationTreatment treat(NotificationCategory category, long localDay, int hour) {
    if (NotificationTaste.PROTECTED.contains(category)) {
      return NotificationTreatment.LOUD;
    }
    int c = category.ordinal();
    if (localDay != countedDay) {
      countedDay = localDay;
      Arrays.fill(today, 0);
    }
    today[c]++;
    NotificationImportance byHand = pinned[c];
    if (byHand != null) {
      return sound(byHand, hour);
    }
    CategorySetting setting = delivered[c];
    if (setting == null) {
      return sound(NotificationImportance.DEFAULT, hour);
    }
    if (setting.getImportance() == NotificationImportance.NONE) {
      return NotificationTreatment.BLOCKED;
    }
    boolean overCap = setting.getDailyCap() >= 0 && today[c] > setting.getDailyCap();
    if (setting.getDelivery() == NotificationDelivery.DIGEST || overCap) {
      return NotificationTreatment.DIGEST;
    }
    return sound(setting.getImportance(), hour);
  }

  private NotificationTreatment sound(NotificationImportance importance, int hour) {
    return switch (importance) {
      case NONE -> NotificationTreatment.BLOCKED;
      case MIN, LOW -> NotificationTreatment.SILENT;
      case HIGH -> NotificationTreatment.LOUD; // in quiet hours too
      default -> isQuiet(hour) ? NotificationTreatment.SILENT : NotificationTreatment.LOUD;
    };
  }

  private boolean isQuiet(int hour) {
    if (quiet == null || quiet.getFromHour() == quiet.getUntilHour()) {
      return false;
    }
    int from = quiet.getFromHour();
    int until = quiet.getUntilHour();
    return from < until ? hour >= from && hour < until : hour >= from || hour < until;
  }
}
