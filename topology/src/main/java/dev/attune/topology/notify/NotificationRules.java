package dev.attune.topology.notify;

import java.time.Duration;

/**
 * How notification settings are chosen. All durations are in event time.
 *
 * @param interval settings are decided at most this often per user
 * @param afterFeedback the same when the user dismissed a notification
 * @param betweenChanges how long a category keeps its setting at least
 * @param betweenSettings how long all categories keep theirs at least once one of them moved, so
 *     that moves come together
 * @param betweenQuietHours how long quiet hours stay as they are at least
 * @param minimumPosted how many notifications of a category, as a fading count, must have been
 *     posted before its setting changes
 * @param costs what the thresholds follow from
 */
public record NotificationRules(
    Duration interval,
    Duration afterFeedback,
    Duration betweenChanges,
    Duration betweenSettings,
    Duration betweenQuietHours,
    int minimumPosted,
    InterruptionCosts costs) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public NotificationRules {
    check(!interval.isNegative(), "the interval between decisions is negative");
    check(!afterFeedback.isNegative(), "the interval after feedback is negative");
    check(afterFeedback.compareTo(interval) <= 0, "feedback would slow decisions down");
    check(!betweenChanges.isNegative(), "the time between changes is negative");
    check(!betweenSettings.isNegative(), "the time between settings is negative");
    check(!betweenQuietHours.isNegative(), "the time between quiet hours is negative");
    check(minimumPosted >= 1, "a setting would change without evidence");
  }

  /**
   * Every 6 hours, 1 hour after a dismissal, 3 days between changes of a category, 2 days between
   * changes of any, 7 days between quiet hours, 3 notifications posted: the model's expectation,
   * worth 8 more, keeps so little evidence from deciding alone.
   */
  public static NotificationRules defaults() {
    return new NotificationRules(
        Duration.ofHours(6),
        Duration.ofHours(1),
        Duration.ofDays(3),
        Duration.ofDays(2),
        Duration.ofDays(7),
        3,
        InterruptionCosts.defaults());
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
