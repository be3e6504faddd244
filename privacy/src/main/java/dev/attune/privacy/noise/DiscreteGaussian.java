package dev.attune.privacy.noise;

import java.math.BigInteger;

/**
 * The discrete Gaussian of parameter sigma^2 = numerator/denominator: P(x) proportional to exp(-x^2
 * / (2 sigma^2)) on the integers (CKS 2020, algorithm 3).
 *
 * <p>Drawn independently for every coordinate of an integer vector whose values at neighbors differ
 * by at most D in the L2 norm, it is rho-zCDP with rho = D^2 / (2 sigma^2), as the continuous one
 * (CKS 2020, theorem 4 and its multivariate form). Immutable.
 */
public final class DiscreteGaussian {

  /** The largest numerator and denominator of sigma^2. */
  public static final long LIMIT = 1L << 40;

  private final long numerator;
  private final long denominator;
  private final long t;
  private final DiscreteLaplace proposal;
  private final BigInteger acceptance;

  private DiscreteGaussian(long numerator, long denominator) {
    long gcd = BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).longValueExact();
    this.numerator = numerator / gcd;
    this.denominator = denominator / gcd;
    this.t = IntegerRoots.floorSqrt(this.numerator / this.denominator) + 1;
    this.proposal = DiscreteLaplace.ofScale(t, 1);
    this.acceptance =
        BigInteger.TWO
            .multiply(BigInteger.valueOf(this.numerator))
            .multiply(BigInteger.valueOf(this.denominator))
            .multiply(BigInteger.valueOf(t))
            .multiply(BigInteger.valueOf(t));
  }

  /** The distribution with sigma^2 = variance; see {@link #ofVariance(long, long)}. */
  public static DiscreteGaussian ofVariance(long variance) {
    return ofVariance(variance, 1);
  }

  /**
   * The distribution with sigma^2 = numerator/denominator. (Its variance is below sigma^2, by less
   * than 10^-6 where sigma >= 1.)
   *
   * @throws ParameterException unless both lie between 1 and {@link #LIMIT}
   */
  public static DiscreteGaussian ofVariance(long numerator, long denominator) {
    ParameterCheck.of("discrete Gaussian noise")
        .range("varianceNumerator", numerator, 1, LIMIT)
        .range("varianceDenominator", denominator, 1, LIMIT)
        .throwIfAny();
    return new DiscreteGaussian(numerator, denominator);
  }

  /** Numerator of sigma^2 in lowest terms. */
  public long varianceNumerator() {
    return numerator;
  }

  /** Denominator of sigma^2 in lowest terms. */
  public long varianceDenominator() {
    return denominator;
  }

  /**
   * Draws one value.
   *
   * <p>A discrete Laplace y of scale t is kept with probability exp(-(|y| - sigma^2/t)^2 / (2
   * sigma^2)). The product of both is proportional to exp(-y^2 / (2 sigma^2)), as the terms in |y|
   * cancel. That holds for any t > 0; t = floor(sigma) + 1 keeps most of what is proposed.
   *
   * @throws ArithmeticException if the value does not fit a long, with probability below
   *     exp(-2^41): never
   */
  public long sample(RandomBits bits) {
    while (true) {
      long y = proposal.sample(bits);
      if (accepted(Math.abs(y), bits)) {
        return y;
      }
    }
  }

  /** Draws noise for a vector, to be used once. */
  public OneTimeNoise draw(int cells, RandomBits bits) {
    ParameterCheck.of("noise for a vector")
        .range("cells", cells, 1, Integer.MAX_VALUE)
        .throwIfAny();
    long[] noise = new long[cells];
    for (int i = 0; i < cells; i++) {
      noise[i] = sample(bits);
    }
    return new OneTimeNoise(noise);
  }

  /**
   * With a = |y| t den - num, the exponent (|y| - sigma^2/t)^2 / (2 sigma^2) is a^2 / (2 num t^2
   * den). No bits are taken before it is known whether it fits a long.
   */
  private boolean accepted(long magnitude, RandomBits bits) {
    long square;
    long divisor;
    try {
      long a =
          Math.subtractExact(
              Math.multiplyExact(magnitude, Math.multiplyExact(t, denominator)), numerator);
      square = Math.multiplyExact(a, a);
      divisor = acceptance.longValueExact();
    } catch (ArithmeticException beyondLong) {
      return Bernoulli.expMinus(square(magnitude), acceptance, bits);
    }
    return Bernoulli.expMinus(square, divisor, bits);
  }

  private BigInteger square(long magnitude) {
    return BigInteger.valueOf(magnitude)
        .multiply(BigInteger.valueOf(t))
        .multiply(BigInteger.valueOf(denominator))
        .subtract(BigInteger.valueOf(numerator))
        .pow(2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DiscreteGaussian that
        && numerator == that.numerator
        && denominator == that.denominator;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * numerator + denominator);
  }

  @Override
  public String toString() {
    return "DiscreteGaussian(sigma^2 " + numerator + "/" + denominator + ")";
  }
}
