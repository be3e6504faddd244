package dev.attune.privacy.budget;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Exponential and logarithm in decimals, rounded to a stated side.
 *
 * <p><b>Error of exp.</b> x is halved k times until |r| < 2^-8, the Taylor series of exp(r) is
 * added up to 10^-75, and the result squared k times, all with 70 digits. Each of the at most 30
 * operations of the series has a relative error of 10^-69 at most; a squaring doubles what there is
 * and adds as much. For |x| <= 2^24, k <= 33, so the relative error is below 2^33 * 40 * 10^-69 <
 * 10^-57. The margin taken is 10^-50.
 *
 * <p><b>Error of ln.</b> The candidate is moved by 10^-49 and then proved, by exp, to lie on the
 * right side.
 */
final class Decimals {

  static final BigDecimal TWO = BigDecimal.valueOf(2);

  private static final MathContext WORK = new MathContext(70, RoundingMode.HALF_EVEN);
  private static final BigDecimal SERIES_END = new BigDecimal("1e-75");
  private static final BigDecimal MARGIN = new BigDecimal("1e-50");
  private static final BigDecimal LN_MARGIN = new BigDecimal("1e-49");
  private static final BigDecimal LIMIT = BigDecimal.valueOf(1L << 24);
  private static final int NEWTON_STEPS = 8;
  private static final BigDecimal LN_10 = newton(BigDecimal.TEN);

  private Decimals() {}

  /** At least exp(x), for x <= 2^24. */
  static BigDecimal expUp(BigDecimal x) {
    // Below -2^24 the value there is an upper bound.
    return exp(x.max(LIMIT.negate())).multiply(BigDecimal.ONE.add(MARGIN));
  }

  /** At most exp(x), for x <= 2^24; simply 0 below -2^24. */
  static BigDecimal expDown(BigDecimal x) {
    if (x.compareTo(LIMIT.negate()) < 0) {
      return BigDecimal.ZERO;
    }
    return exp(x).multiply(BigDecimal.ONE.subtract(MARGIN));
  }

  /** At least ln(x), for x > 0. */
  static BigDecimal lnUp(BigDecimal x) {
    BigDecimal candidate = ln(x).add(LN_MARGIN);
    if (expDown(candidate).compareTo(x) < 0) {
      throw new IllegalStateException("No proven upper bound on ln(" + x + ")");
    }
    return candidate;
  }

  /** At most ln(x), for x > 0. */
  static BigDecimal lnDown(BigDecimal x) {
    BigDecimal candidate = ln(x).subtract(LN_MARGIN);
    if (expUp(candidate).compareTo(x) > 0) {
      throw new IllegalStateException("No proven lower bound on ln(" + x + ")");
    }
    return candidate;
  }

  private static BigDecimal exp(BigDecimal x) {
    if (x.abs().compareTo(LIMIT) > 0) {
      throw new ArithmeticException("exp is not computed beyond 2^24: " + x);
    }
    int halvings = x.toBigInteger().abs().bitLength() + 8;
    BigDecimal r = x.divide(TWO.pow(halvings), WORK);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int i = 1; term.abs().compareTo(SERIES_END) > 0; i++) {
      term = term.multiply(r, WORK).divide(BigDecimal.valueOf(i), WORK);
      sum = sum.add(term, WORK);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, WORK);
    }
    return sum;
  }

  private static BigDecimal ln(BigDecimal x) {
    if (x.signum() <= 0) {
      throw new ArithmeticException("No logarithm of " + x);
    }
    // x = u 10^shift with u in [1, 10)
    int shift = x.precision() - x.scale() - 1;
    BigDecimal u = x.scaleByPowerOfTen(-shift);
    return newton(u).add(LN_10.multiply(BigDecimal.valueOf(shift)));
  }

  /** Halley's step on exp(y) = u triples the digits; from 1 it needs 6 on [1, 10]. */
  private static BigDecimal newton(BigDecimal u) {
    BigDecimal y = BigDecimal.ONE;
    for (int i = 0; i < NEWTON_STEPS; i++) {
      BigDecimal e = exp(y);
      BigDecimal step = TWO.multiply(u.subtract(e)).divide(u.add(e), WORK);
      y = y.add(step, WORK);
    }
    return y;
  }
}
