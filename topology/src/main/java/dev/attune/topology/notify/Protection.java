package dev.attune.topology.notify;

import dev.attune.schemas.notification.NotificationCategory;

/** Which categories no setting ever lowers. */
final class Protection {

  private Protection() {}

  /**
   * Calls, alarms, one-time codes and emergencies must reach the user at once, whatever a model or
   * a habit says.
   */
  static boolean isProtected(NotificationCategory category) {
    return switch (category) {
      case CALL, ALARM, ONE_TIME_CODE, EMERGENCY -> true;
      default -> false;
    };
  }

  /**
   * Whether the setting may change: a category of a later version may be an important one, so it
   * may not.
   */
  static boolean isLeftAlone(NotificationCategory category) {
    return isProtected(category) || category == NotificationCategory.UNKNOWN;
  }
}
