package dev.attune.topology.notify;

import dev.attune.topology.profile.Decay;
import dev.attune.topology.profile.Engagement;
import dev.attune.topology.profile.Engagement.Happening;

/**
 * How often a user opens notifications of a category: what the model expects, averaged over the
 * hours in which the user is active, as the mean of a Beta distribution worth {@link #PRIOR}
 * observations, corrected by the user's own fading counts. Any numbers may come from the model;
 * what is no probability counts as 1/2.
 */
final class OpenRates {

  /** How many observations the model's expectation is worth. */
  static final double PRIOR = 8;

  private static final double NEUTRAL = 0.5;

  private final Engagement own;
  private final float[] expected;
  private final int offset;

  /**
   * @param expected the model's engagement, categories x hours from {@code offset}
   */
  OpenRates(Engagement own, float[] expected, int offset) {
    this.own = own;
    this.expected = expected;
    this.offset = offset;
  }

  /** The rate in thousandths, 0 to 1000. */
  int permille(int category) {
    double posted = posted(category);
    double opened = count(category, Happening.OPENED);
    double rate = (opened + PRIOR * expected(category)) / (posted + PRIOR);
    return (int) Math.round(Math.max(0, Math.min(1, rate)) * 1000);
  }

  /** How many were posted, as a fading count; those answered must have been. */
  double posted(int category) {
    double answered = count(category, Happening.OPENED) + count(category, Happening.DISMISSED);
    return Math.max(count(category, Happening.POSTED), answered);
  }

  /** What the model expects of a category at a local hour, 0 to 1. */
  double expected(int category, int hour) {
    float value = expected[offset + category * Engagement.HOURS + hour];
    return value >= 0f && value <= 1f ? value : NEUTRAL;
  }

  private double expected(int category) {
    double weights = 0;
    double sum = 0;
    for (int hour = 0; hour < Engagement.HOURS; hour++) {
      // A quarter of a use is assumed for every hour, so that there is an average from the
      // start.
      double weight = 1.0 + own.activity(hour);
      weights += weight;
      sum += weight * expected(category, hour);
    }
    return sum / weights;
  }

  private double count(int category, Happening what) {
    return own.count(category, what) / (double) Decay.ONE;
  }
}
