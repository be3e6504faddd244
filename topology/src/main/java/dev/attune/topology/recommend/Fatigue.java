package dev.attune.topology.recommend;

import java.time.Duration;

/**
 * How long dismissals keep things away. All durations are in event time, to the second.
 *
 * @param item how long a dismissed item stays away
 * @param categoryDismissals how many different items of a category and kind, dismissed within
 *     {@code item}, rest the whole category; at least 1
 * @param category for how long after the last of them, at most {@code item}
 */
public record Fatigue(Duration item, int categoryDismissals, Duration category) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Fatigue {
    if (item.isNegative() || category.isNegative()) {
      throw new IllegalArgumentException("a fatigue period is negative");
    }
    if (category.compareTo(item) > 0) {
      throw new IllegalArgumentException("dismissals would be forgotten before they have effect");
    }
    if (categoryDismissals < 1) {
      throw new IllegalArgumentException("a category would rest without any dismissal");
    }
  }

  /** An item 7 days; a category 2 days after 3 dismissals. */
  public static Fatigue defaults() {
    return new Fatigue(Duration.ofDays(7), 3, Duration.ofDays(2));
  }
}
