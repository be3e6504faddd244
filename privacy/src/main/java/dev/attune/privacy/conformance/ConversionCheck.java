package dev.attune.privacy.conformance;

import java.util.ArrayList;
import java.util.List;

/** T5: conversions from zCDP agree with values computed elsewhere, to 1e-9 and never below. */
public final class ConversionCheck {

  /** epsilon(rho, delta) or delta(rho, epsilon). */
  public interface Conversion {
    double apply(String rho, String other);
  }

  private static final double[][] DELTAS = {
    {0.025, 1, 1.33613190640322e-6},
    {0.05, 0.25, 0.0817727531036956},
    {0.5, 0, 0.5588356393474346},
  };

  private static final double[][] EPSILONS = {
    {0.025, 1e-6, 1.01407425472613},
    {0.03125, 1e-3, 0.68800245548780},
  };

  private ConversionCheck() {}

  /** Against the golden values of delta. */
  public static List<String> deltas(Conversion delta) {
    return compare(delta, DELTAS);
  }

  /** Against the golden values of epsilon. */
  public static List<String> epsilons(Conversion epsilon) {
    return compare(epsilon, EPSILONS);
  }

  private static List<String> compare(Conversion conversion, double[][] golden) {
    List<String> findings = new ArrayList<>();
    for (double[] row : golden) {
      double value = conversion.apply(Double.toString(row[0]), Double.toString(row[1]));
      // Golden values have 15 digits: below by more than their rounding is below.
      if (value > row[2] * (1 + 1e-9) || value < row[2] * (1 - 5e-14)) {
        findings.add(row[0] + ", " + row[1] + ": " + value + " for " + row[2]);
      }
    }
    return findings;
  }
}
