package dev.attune.bench.round;

import java.util.Arrays;

/**
 * A median with its 95% interval, from order statistics and nothing else: the number of samples
 * under the true median is binomial whatever their distribution is.
 *
 * @param low lower end
 * @param median the middle, or the mean of the two in the middle
 * @param high upper end
 */
public record Spread(double low, double median, double high) {

  private static final double TAIL = 0.025;

  /**
   * The median of samples. With fewer than six the interval is their whole range, though that
   * covers less than 95%.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(double... samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("there are no samples");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int outside = outside(n);
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Spread(sorted[outside], median, sorted[n - 1 - outside]);
  }

  /** How many samples on either side the interval may leave out. */
  private static int outside(int n) {
    double probability = Math.pow(0.5, n);
    double below = 0;
    int outside = 0;
    while (below + probability <= TAIL) {
      below += probability;
      probability *= (double) (n - outside) / (outside + 1);
      outside++;
    }
    return Math.max(0, outside - 1);
  }
}
