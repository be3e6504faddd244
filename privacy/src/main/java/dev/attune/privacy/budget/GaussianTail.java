package dev.attune.privacy.budget;

import dev.attune.privacy.noise.DiscreteGaussian;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Tail probabilities of the discrete Gaussian, never too small. */
public final class GaussianTail {

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = Decimals.TWO;
  private static final MathContext UP = new MathContext(60, RoundingMode.CEILING);
  private static final MathContext DOWN = new MathContext(60, RoundingMode.FLOOR);
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-40");

  /** Enough for sigma = 2,800; beyond it the sums end early and the bound is less tight. */
  private static final int TERMS = 40_000;

  private final DiscreteGaussian noise;
  private final BigDecimal massDown;

  /** Tails of the given noise. Adds up its weights once: about 14 sigma terms. */
  public GaussianTail(DiscreteGaussian noise) {
    this.noise = noise;
    this.massDown = massDown();
  }

  /**
   * At least P[N >= m].
   *
   * <p>Weights w_x = exp(-x^2 / (2 sigma^2)) from m on, each from the one before: w_(x+1) = w_x
   * r_x, r_(x+1) = r_x exp(-1/sigma^2), all rounded up. What is left out is at most the geometric
   * series w / (1 - r), as the ratios r fall. The total weight is rounded down.
   *
   * @return between 0 and 1; simply 1 for m < 1, where no use is made of it
   */
  public BigDecimal atLeast(long m) {
    if (m < 1) {
      return ONE;
    }
    BigDecimal weight = Decimals.expUp(exponent(square(m)));
    BigDecimal ratio = Decimals.expUp(exponent(BigDecimal.valueOf(m).multiply(TWO).add(ONE)));
    BigDecimal fall = Decimals.expUp(exponent(TWO));
    if (ratio.compareTo(ONE) >= 0) {
      return ONE;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < TERMS && weight.compareTo(sum.multiply(NEGLIGIBLE)) > 0; i++) {
      sum = sum.add(weight, UP);
      weight = weight.multiply(ratio, UP);
      ratio = ratio.multiply(fall, UP);
    }
    BigDecimal rest = weight.divide(ONE.subtract(ratio, DOWN), UP);
    return sum.add(rest, UP).divide(massDown, UP).min(ONE);
  }

  /** At most the sum of w_x over all integers: 1 + 2 (w_1 + w_2 + ...), cut off, rounded down. */
  private BigDecimal massDown() {
    BigDecimal weight = Decimals.expDown(exponent(ONE));
    BigDecimal ratio = Decimals.expDown(exponent(BigDecimal.valueOf(3)));
    BigDecimal fall = Decimals.expDown(exponent(TWO));
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < TERMS && weight.compareTo(NEGLIGIBLE) > 0; i++) {
      sum = sum.add(weight, DOWN);
      weight = weight.multiply(ratio, DOWN);
      ratio = ratio.multiply(fall, DOWN);
    }
    return ONE.add(TWO.multiply(sum), DOWN);
  }

  /** -s / (2 sigma^2), rounded to 60 digits: an error far below the margin of {@link Decimals}. */
  private BigDecimal exponent(BigDecimal s) {
    return s.multiply(BigDecimal.valueOf(noise.varianceDenominator()))
        .divide(BigDecimal.valueOf(noise.varianceNumerator()).multiply(TWO), DOWN)
        .negate();
  }

  private static BigDecimal square(long m) {
    return BigDecimal.valueOf(m).multiply(BigDecimal.valueOf(m));
  }
}
