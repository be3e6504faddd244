package dev.attune.evaluate.metric;

/**
 * A measured number with its 95% interval.
 *
 * @param value the number; NaN if there was nothing to measure, as the ends then are
 * @param low the lower end
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {

  /** Nothing was measured. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /** Whether there is a number. */
  public boolean known() {
    return Double.isFinite(value) && Double.isFinite(low) && Double.isFinite(high);
  }
}
