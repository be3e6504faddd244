package dev.attune.privacy.budget;

import java.math.BigDecimal;

/**
 * Finds the order a at which a bound of {@link ZcdpConversion} is (almost) smallest.
 *
 * <p>The only floating point of this module. It is safe here because the bound holds for every a
 * above 1: a bad a can only make the bound larger. StrictMath, so that all machines find the same.
 * Works with b = a - 1 to be precise near a = 1.
 */
final class OrderSearch {

  private static final int STEPS = 100;

  private OrderSearch() {}

  /** An order for delta(rho, epsilon); above 1. */
  static BigDecimal forEpsilon(BigDecimal rho, BigDecimal epsilon) {
    return order(best(rho.doubleValue(), epsilon.doubleValue()));
  }

  /** An order for epsilon(rho, delta); above 1. */
  static BigDecimal forDelta(BigDecimal rho, BigDecimal delta) {
    double r = rho.doubleValue();
    double goal = StrictMath.log(delta.doubleValue());
    // delta falls as epsilon grows, and rho + 2 sqrt(rho ln(1/delta)) is enough.
    double low = 0;
    double high = r + 2 * StrictMath.sqrt(r * -goal);
    for (int i = 0; i < STEPS; i++) {
      double epsilon = 0.5 * (low + high);
      if (logDelta(r, epsilon, best(r, epsilon)) > goal) {
        low = epsilon;
      } else {
        high = epsilon;
      }
    }
    return order(best(r, high));
  }

  /** The root b of (2b + 1) rho - epsilon + ln(b / (b + 1)), which grows with b. */
  private static double best(double rho, double epsilon) {
    double low = 0;
    double high = (epsilon + 1) / (2 * rho) + 1;
    for (int i = 0; i < STEPS; i++) {
      double b = 0.5 * (low + high);
      if ((2 * b + 1) * rho - epsilon - StrictMath.log1p(1 / b) < 0) {
        low = b;
      } else {
        high = b;
      }
    }
    return high;
  }

  private static double logDelta(double rho, double epsilon, double b) {
    return b * ((b + 1) * rho - epsilon) - (b + 1) * StrictMath.log1p(1 / b) - StrictMath.log(b);
  }

  private static BigDecimal order(double b) {
    return new BigDecimal(b).add(BigDecimal.ONE);
  }
}
