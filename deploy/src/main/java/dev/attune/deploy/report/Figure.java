package dev.attune.deploy.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One number that was measured.
 *
 * @param name its stable name, such as {@code latency.p99}
 * @param value the number
 * @param unit its unit: {@code count}, {@code ms}, {@code events/s}, {@code share}
 * @param low the lower end of its 95% interval, or of the spread over rounds; null if none is known
 * @param high the upper end; null exactly if {@code low} is
 * @param reach the goal; null if there is none
 * @param met whether the goal is reached; null exactly if there is no goal
 */
public record Figure(
    String name,
    double value,
    String unit,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double reach,
    @Nullable Boolean met) {

  /**
   * @throws IllegalArgumentException if a number is not finite, since JSON has no such numbers, or
   *     one of a pair is missing
   */
  public Figure {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is " + value);
    }
    if ((low == null) != (high == null) || (reach == null) != (met == null)) {
      throw new IllegalArgumentException(name + " has one end of an interval, or half a goal");
    }
    if (low != null && !(low <= Objects.requireNonNull(high))) {
      throw new IllegalArgumentException(name + " is from " + low + " to " + high);
    }
  }

  /** A number without interval or goal. */
  public Figure(String name, double value, String unit) {
    this(name, value, unit, null, null, null, null);
  }

  /** The same with its interval. */
  public Figure between(double lowest, double highest) {
    return new Figure(name, value, unit, lowest, highest, reach, met);
  }

  /** The same with a goal that is met by the value or more. */
  public Figure atLeast(double goal) {
    return new Figure(name, value, unit, low, high, goal, value >= goal);
  }

  /** The same with a goal that is met by the value or less. */
  public Figure atMost(double goal) {
    return new Figure(name, value, unit, low, high, goal, value <= goal);
  }

  /** The same with a goal whose rule is its own. */
  public Figure goal(double goal, boolean reached) {
    return new Figure(name, value, unit, low, high, goal, reached);
  }

  /** Whether the value is a whole number, and is written as one. */
  boolean whole() {
    return value == Math.rint(value) && Math.abs(value) < 1e15;
  }
}
