package dev.attune.topology.engine;

import dev.attune.topology.notify.NotificationRules;
import dev.attune.topology.recommend.RecommendationSettings;
import java.time.Duration;

/**
 * How decisions are made.
 *
 * @param lateAfter an event older than the newest of its user by more than this is late: it is
 *     counted, but the model's state does not go back for it; to the second
 * @param recommendations how recommendations are made
 * @param notifications how notification settings are chosen
 */
public record DecisionSettings(
    Duration lateAfter, RecommendationSettings recommendations, NotificationRules notifications) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DecisionSettings {
    if (lateAfter.isNegative()) {
      throw new IllegalArgumentException("events would be late before they happen");
    }
  }

  /** Late after 2 minutes, and the defaults of each kind of decision. */
  public static DecisionSettings defaults() {
    return new DecisionSettings(
        Duration.ofMinutes(2), RecommendationSettings.defaults(), NotificationRules.defaults());
  }

  /** The same with another interval between lists (configuration key {@code decision.interval}). */
  public DecisionSettings withInterval(Duration interval) {
    return new DecisionSettings(lateAfter, recommendations.withInterval(interval), notifications);
  }

  /** The same with another number of items (configuration key {@code decision.max.items}). */
  public DecisionSettings withMaximumItems(int items) {
    return new DecisionSettings(lateAfter, recommendations.withMaximumItems(items), notifications);
  }
}
