package dev.attune.topology.recommend;

import dev.attune.topology.profile.Outbox;
import java.time.Duration;

/**
 * How recommendations are made. All durations are in event time, to the second.
 *
 * @param interval a list is decided at most this often per user
 * @param afterFeedback the same when the user accepted an item, at most {@code interval}
 * @param expiry after how long a list stops being of use
 * @param fatigue how long dismissals keep things away
 * @param maximumItems how many items a list has at most, 1 to 20
 * @param perCategory how many items of one category a list has at most, at least 1
 * @param taste how answers to earlier items weigh
 */
public record RecommendationSettings(
    Duration interval,
    Duration afterFeedback,
    Duration expiry,
    Fatigue fatigue,
    int maximumItems,
    int perCategory,
    TasteSettings taste) {

  /** The most items a list can be configured to have. */
  public static final int MOST_ITEMS = Outbox.MOST_ITEMS;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RecommendationSettings {
    check(!interval.isNegative(), "the interval between decisions is negative");
    check(!afterFeedback.isNegative(), "the interval after feedback is negative");
    check(afterFeedback.compareTo(interval) <= 0, "feedback would slow decisions down");
    check(expiry.compareTo(Duration.ofSeconds(1)) >= 0, "lists would expire at once");
    check(maximumItems >= 1 && maximumItems <= MOST_ITEMS, "a list has 1 to 20 items");
    check(perCategory >= 1, "a list has at least one item of a category");
  }

  /**
   * Every 15 minutes, 1 minute after an acceptance, for 24 hours, 5 items, 2 of a category, and the
   * defaults of the rest.
   */
  public static RecommendationSettings defaults() {
    return new RecommendationSettings(
        Duration.ofMinutes(15),
        Duration.ofMinutes(1),
        Duration.ofHours(24),
        Fatigue.defaults(),
        5,
        2,
        TasteSettings.defaults());
  }

  /** The same with another interval; the one after feedback is shortened to it if need be. */
  public RecommendationSettings withInterval(Duration other) {
    Duration feedback = afterFeedback.compareTo(other) <= 0 ? afterFeedback : other;
    return new RecommendationSettings(
        other, feedback, expiry, fatigue, maximumItems, perCategory, taste);
  }

  /** The same with another number of items. */
  public RecommendationSettings withMaximumItems(int other) {
    return new RecommendationSettings(
        interval, afterFeedback, expiry, fatigue, other, perCategory, taste);
  }

  /** The same with other weights of answers. */
  public RecommendationSettings withTaste(TasteSettings other) {
    return new RecommendationSettings(
        interval, afterFeedback, expiry, fatigue, maximumItems, perCategory, other);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
