package dev.attune.evaluate.synthetic;

import dev.attune.evaluate.metric.Estimate;
import java.util.List;

/** The mean of repeated measurements, and where it lies with 95% confidence (Student's t). */
public final class Spread {

  // The 97.5% points for 1 to 30 degrees of freedom.
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private Spread() {}

  /** The estimate; with one measurement, the interval is that number alone. */
  public static Estimate of(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    if (n < 2) {
      return new Estimate(mean, mean, mean);
    }
    double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
    double half = T[Math.min(n - 1, T.length) - 1] * Math.sqrt(squares / (n - 1) / n);
    return new Estimate(mean, mean - half, mean + half);
  }
}
