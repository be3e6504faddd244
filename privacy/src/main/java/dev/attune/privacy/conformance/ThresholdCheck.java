package dev.attune.privacy.conformance;

import dev.attune.privacy.noise.DiscreteGaussian;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The table of thresholds for Linf = 1, and delta against a direct sum in doubles. */
public final class ThresholdCheck {

  /** The lowest threshold for (names per user, noise, delta). */
  public interface Thresholds {
    long lowest(int names, DiscreteGaussian noise, BigDecimal delta);
  }

  private static final int[] NAMES = {1, 8, 32};
  private static final String[] DELTAS = {"1e-6", "1e-8", "1e-10"};

  /** sigma, then for each delta the thresholds for 1, 8 and 32 names. */
  private static final long[][] TABLE = {
    {5, 25, 27, 28, 29, 31, 32, 33, 34, 35},
    {10, 49, 53, 55, 57, 61, 63, 65, 68, 70},
    {20, 96, 104, 109, 113, 120, 125, 128, 134, 138},
    {40, 191, 207, 217, 225, 239, 248, 255, 268, 276},
  };

  private ThresholdCheck() {}

  /** Where the table is not met, and where the threshold costs more than it should. */
  public static List<String> findings(Thresholds thresholds) {
    List<String> findings = new ArrayList<>();
    for (long[] row : TABLE) {
      long sigma = row[0];
      for (int d = 0; d < DELTAS.length; d++) {
        for (int k = 0; k < NAMES.length; k++) {
          long expected = row[1 + 3 * d + k];
          DiscreteGaussian noise = DiscreteGaussian.ofVariance(sigma * sigma);
          long found = thresholds.lowest(NAMES[k], noise, new BigDecimal(DELTAS[d]));
          String where = "sigma " + sigma + ", K " + NAMES[k] + ", delta " + DELTAS[d];
          if (found != expected) {
            findings.add(where + ": " + found + " for " + expected);
          }
          if (delta(sigma, NAMES[k], found) > Double.parseDouble(DELTAS[d])) {
            findings.add(where + ": delta is exceeded at " + found);
          }
        }
      }
    }
    return findings;
  }

  private static double delta(long sigma, int names, long threshold) {
    Pmf pmf = Pmf.gaussian((double) sigma * sigma);
    double p = 0;
    for (long x = pmf.reach(); x >= threshold; x--) {
      p += pmf.at(x);
    }
    return -Math.expm1(names * Math.log1p(-p));
  }
}
