package dev.attune.privacy.budget;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * From rho-zCDP to (epsilon, delta)-differential privacy and back (CKS 2020, proposition 12 and
 * corollary 13; also "cdp_delta" of IBM's reference code and OpenDP).
 *
 * <p>For every order a > 1, a rho-zCDP mechanism is (epsilon, delta)-DP with
 *
 * <pre>
 *   delta   = exp((a-1)(a rho - epsilon)) / (a-1) * (1 - 1/a)^a
 *   epsilon = a rho + (ln(1/delta) - ln a) / (a-1) + ln(1 - 1/a)
 * </pre>
 *
 * <p>The smallest over a is found approximately and evaluated in decimals with every rounding
 * outward: delta and epsilon are never below, rho never above the true value at that a. Results
 * have 20 significant digits.
 */
public final class ZcdpConversion {

  private static final MathContext UP = new MathContext(60, RoundingMode.CEILING);
  private static final MathContext RESULT_UP = new MathContext(20, RoundingMode.CEILING);
  private static final MathContext RESULT_DOWN = new MathContext(20, RoundingMode.FLOOR);
  private static final int BISECTIONS = 75;

  /**
   * The search for the order works on doubles, which carry these ranges without under- or overflow.
   */
  private static final BigDecimal SMALLEST = new BigDecimal("1e-15");

  private static final BigDecimal SMALLEST_DELTA = new BigDecimal("1e-100");
  private static final BigDecimal LARGEST = new BigDecimal("1000");

  private ZcdpConversion() {}

  /**
   * A delta for which rho-zCDP implies (epsilon, delta)-DP.
   *
   * @param rho 0, or 1e-15 to 1000
   * @param epsilon 0 to 1000
   * @return between 0 and 1
   */
  public static BigDecimal delta(BigDecimal rho, BigDecimal epsilon) {
    requireRho(rho);
    require(epsilon.signum() >= 0 && epsilon.compareTo(LARGEST) <= 0, "epsilon", "0", epsilon);
    if (rho.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal a = OrderSearch.forEpsilon(rho, epsilon);
    BigDecimal below = a.subtract(BigDecimal.ONE);
    BigDecimal exponent =
        below
            .multiply(a.multiply(rho).subtract(epsilon))
            .add(a.multiply(lnOneMinusInverseUp(a)))
            .subtract(Decimals.lnDown(below));
    if (exponent.signum() >= 0) {
      return BigDecimal.ONE;
    }
    return Decimals.expUp(exponent).round(RESULT_UP).min(BigDecimal.ONE);
  }

  /**
   * An epsilon for which rho-zCDP implies (epsilon, delta)-DP.
   *
   * @param rho 0, or 1e-15 to 1000
   * @param delta 1e-100 to 1, the end excluded
   * @return at least 0
   */
  public static BigDecimal epsilon(BigDecimal rho, BigDecimal delta) {
    requireRho(rho);
    requireDelta(delta);
    if (rho.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal a = OrderSearch.forDelta(rho, delta);
    BigDecimal numerator = Decimals.lnDown(delta).add(Decimals.lnDown(a)).negate();
    return a.multiply(rho)
        .add(numerator.divide(a.subtract(BigDecimal.ONE), UP))
        .add(lnOneMinusInverseUp(a))
        .round(RESULT_UP)
        .max(BigDecimal.ZERO);
  }

  /**
   * The most rho that is known to imply (epsilon, delta)-DP.
   *
   * @param epsilon above 0, to 1000
   * @param delta 1e-100 to 1, the end excluded
   * @return at least 0
   */
  public static BigDecimal rho(BigDecimal epsilon, BigDecimal delta) {
    require(epsilon.signum() > 0 && epsilon.compareTo(LARGEST) <= 0, "epsilon", "0", epsilon);
    requireDelta(delta);
    // rho-zCDP always needs epsilon(rho, delta) >= some positive multiple of rho; 1000 is beyond
    // use.
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = LARGEST;
    for (int i = 0; i < BISECTIONS; i++) {
      BigDecimal middle = low.add(high).divide(Decimals.TWO).round(RESULT_DOWN);
      if (middle.compareTo(SMALLEST) < 0) {
        break;
      }
      if (delta(middle, epsilon).compareTo(delta) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** At least ln(1 - 1/a). */
  private static BigDecimal lnOneMinusInverseUp(BigDecimal a) {
    return Decimals.lnUp(a.subtract(BigDecimal.ONE).divide(a, UP));
  }

  private static void requireRho(BigDecimal rho) {
    boolean inRange = rho.compareTo(SMALLEST) >= 0 && rho.compareTo(LARGEST) <= 0;
    require(rho.signum() == 0 || inRange, "rho", "1e-15", rho);
  }

  private static void requireDelta(BigDecimal delta) {
    if (delta.compareTo(SMALLEST_DELTA) < 0 || delta.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("delta must be at least 1e-100 and below 1, was " + delta);
    }
  }

  private static void require(boolean holds, String name, String smallest, BigDecimal value) {
    if (!holds) {
      throw new IllegalArgumentException(
          name + " must be between " + smallest + " and " + LARGEST + ", was " + value);
    }
  }
}
