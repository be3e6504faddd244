package dev.attune.evaluate.loop;

import dev.attune.evaluate.metric.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * One number that was found.
 *
 * @param name its stable name, such as {@code loop.uplift}
 * @param estimate the number; without an interval, both ends are the number
 * @param unit its unit, such as {@code share}
 * @param goal what it should reach; null if there is no goal
 */
public record Finding(String name, Estimate estimate, String unit, @Nullable Goal goal) {

  /**
   * What a number should reach.
   *
   * @param value the limit
   * @param least whether the number should be at least that, or else at most
   */
  public record Goal(double value, boolean least) {}

  static Finding of(String name, Estimate estimate, String unit) {
    return new Finding(name, estimate, unit, null);
  }

  static Finding exactly(String name, double value, String unit) {
    return of(name, new Estimate(value, value, value), unit);
  }

  Finding atLeast(double value) {
    return new Finding(name, estimate, unit, new Goal(value, true));
  }

  Finding atMost(double value) {
    return new Finding(name, estimate, unit, new Goal(value, false));
  }

  /** Whether the number comes with an interval. */
  public boolean hasInterval() {
    return estimate.known() && estimate.low() < estimate.high();
  }
}
