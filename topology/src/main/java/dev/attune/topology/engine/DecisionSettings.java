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
 * @param controlPermille how many of a thousand users get what anyone would get, 0 to 1000
 */
public record DecisionSettings(
    Duration lateAfter,
    RecommendationSettings recommendations,
    NotificationRules notifications,
    int controlPermille) {

  /** The default share of users that get what anyone would get, in thousandths. */
  public static final int CONTROL_PERMILLE = 100;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DecisionSettings {
    if (lateAfter.isNegative()) {
      throw new IllegalArgumentException("events would be late before they happen");
    }
    if (controlPermille < 0 || controlPermille > 1000) {
      throw new IllegalArgumentException("a share is from 0 to 1000 thousandths");
    }
  }

  /** Late after 2 minutes, and the defaults of each kind of decision. */
  public static DecisionSettings defaults() {
    return new DecisionSettings(
        Duration.ofMinutes(2),
        RecommendationSettings.defaults(),
        NotificationRules.defaults(),
        CONTROL_PERMILLE);
  }

  /** The same with another interval between lists (configuration key {@code decision.interval}). */
  public DecisionSettings withInterval(Duration interval) {
    return withRecommendations(recommendations.withInterval(interval));
  }

  /** The same with another number of items (configuration key {@code decision.max.items}). */
  public DecisionSettings withMaximumItems(int items) {
    return withRecommendations(recommendations.withMaximumItems(items));
  }

  /** The same with other recommendations. */
  public DecisionSettings withRecommendations(RecommendationSettings other) {
    return new DecisionSettings(lateAfter, other, notifications, controlPermille);
  }

  /** The same with other notification settings. */
  public DecisionSettings withNotifications(NotificationRules other) {
    return new DecisionSettings(lateAfter, recommendations, other, controlPermille);
  }

  /** The same with another control share (configuration key {@code decision.control.share}). */
  public DecisionSettings withControlPermille(int permille) {
    return new DecisionSettings(lateAfter, recommendations, notifications, permille);
  }
}
