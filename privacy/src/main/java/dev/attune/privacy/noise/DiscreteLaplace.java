package dev.attune.privacy.noise;

import java.math.BigInteger;

/**
 * The discrete Laplace distribution of scale b = numerator/denominator: P(x) proportional to
 * exp(-|x|/b) on the integers (CKS 2020, algorithm 2).
 *
 * <p>Added to a query whose values at neighbors differ by at most s in the L1 norm, it is
 * (s/b)-differentially private. Immutable.
 */
public final class DiscreteLaplace {

  /** The largest numerator and denominator of the scale. */
  public static final long LIMIT = 1L << 40;

  private final long numerator;
  private final long denominator;

  private DiscreteLaplace(long numerator, long denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /**
   * The distribution of scale numerator/denominator.
   *
   * @throws ParameterException unless both lie between 1 and {@link #LIMIT}
   */
  public static DiscreteLaplace ofScale(long numerator, long denominator) {
    ParameterCheck.of("discrete Laplace noise")
        .range("scaleNumerator", numerator, 1, LIMIT)
        .range("scaleDenominator", denominator, 1, LIMIT)
        .throwIfAny();
    return new DiscreteLaplace(numerator, denominator);
  }

  /**
   * Draws one value.
   *
   * <p>With t, s the numerator and denominator: u in 0 .. t-1 is kept with probability exp(-u/t), v
   * counts heads of a coin of probability exp(-1), so u + t*v = x has probability proportional to
   * exp(-x/t), and m = x div s has one proportional to exp(-m s/t). A fair bit is the sign; minus
   * zero is thrown away, or zero would be counted twice.
   *
   * @throws ArithmeticException if the value does not fit a long, with probability below
   *     exp(-2^22): never
   */
  public long sample(RandomBits bits) {
    while (true) {
      long u = Uniform.below(numerator, bits);
      if (!Bernoulli.expMinus(u, numerator, bits)) {
        continue;
      }
      long v = 0;
      while (Bernoulli.expMinus(1, 1, bits)) {
        v++;
      }
      long magnitude = magnitude(u, v);
      boolean negative = bits.nextBit();
      if (negative && magnitude == 0) {
        continue;
      }
      return negative ? -magnitude : magnitude;
    }
  }

  private long magnitude(long u, long v) {
    try {
      return Math.addExact(u, Math.multiplyExact(numerator, v)) / denominator;
    } catch (ArithmeticException beyondLong) {
      return BigInteger.valueOf(numerator)
          .multiply(BigInteger.valueOf(v))
          .add(BigInteger.valueOf(u))
          .divide(BigInteger.valueOf(denominator))
          .longValueExact();
    }
  }

  @Override
  public String toString() {
    return "DiscreteLaplace(scale " + numerator + "/" + denominator + ")";
  }
}
