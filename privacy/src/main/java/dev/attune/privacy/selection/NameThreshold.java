package dev.attune.privacy.selection;

import dev.attune.privacy.budget.GaussianTail;
import dev.attune.privacy.budget.PrivacyCost;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.ParameterCheck;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The rule by which names are told, on numbers of distinct users.
 *
 * <p>A name with S users is told iff S >= minUsers and S - (minUsers - 1) + N > threshold, with N
 * discrete Gaussian noise of its own.
 *
 * <p><b>Proof.</b> Add a user, who has at most K = maxNames names, each counted once. Names that
 * the smaller data set could tell too change their count by 1: that is the Gaussian mechanism with
 * L2 sensitivity sqrt(K), rho = K / (2 sigma^2). Of names that only the larger can tell, at most K,
 * the number of users went from minUsers - 1 to minUsers, so the shifted count is 1, and each is
 * told with probability p = P[1 + N > threshold] = P[N >= threshold]. That none of them is told has
 * probability (1 - p)^K, so with delta = 1 - (1 - p)^K the release is delta-approximate rho-zCDP.
 *
 * @param maxNames K: how many names of a user count
 * @param minUsers the fewest users that a name must have, before noise; at least 1, so that a name
 *     of nobody is never told
 * @param noise the noise on each count
 * @param threshold tau: what a noisy count must exceed
 */
public record NameThreshold(int maxNames, long minUsers, DiscreteGaussian noise, long threshold) {

  private static final MathContext DOWN = new MathContext(100, RoundingMode.FLOOR);
  private static final MathContext RESULT_UP = new MathContext(20, RoundingMode.CEILING);
  private static final int NAMES_LIMIT = 1 << 16;
  private static final long COUNT_LIMIT = 1L << 40;

  /** Checks. */
  public NameThreshold {
    check(maxNames, minUsers).range("threshold", threshold, 1, COUNT_LIMIT).throwIfAny();
  }

  /**
   * The lowest threshold that costs at most this delta.
   *
   * @param delta above 0, below 1
   */
  public static NameThreshold forDelta(
      int maxNames, long minUsers, DiscreteGaussian noise, BigDecimal delta) {
    check(maxNames, minUsers)
        .that(
            delta.signum() > 0 && delta.compareTo(BigDecimal.ONE) < 0,
            "delta",
            "must be above 0 and below 1, was " + delta)
        .throwIfAny();
    GaussianTail tail = new GaussianTail(noise);
    long enough = 1;
    while (delta(tail, maxNames, enough).compareTo(delta) > 0) {
      enough *= 2;
    }
    long tooLow = enough / 2;
    while (enough - tooLow > 1) {
      long middle = tooLow + (enough - tooLow) / 2;
      if (delta(tail, maxNames, middle).compareTo(delta) > 0) {
        tooLow = middle;
      } else {
        enough = middle;
      }
    }
    return new NameThreshold(maxNames, minUsers, noise, enough);
  }

  /** What applying the rule costs: rho of the counts and delta of the names, never too small. */
  public PrivacyCost cost() {
    return PrivacyCost.gaussian(maxNames, noise)
        .plus(
            new PrivacyCost(BigDecimal.ZERO, delta(new GaussianTail(noise), maxNames, threshold)));
  }

  /** Whether a name with this many users may be told at all. */
  boolean enoughUsers(long users) {
    return users >= minUsers;
  }

  /** Number of users above the least, 1 or more. */
  long shifted(long users) {
    return Math.subtractExact(users, minUsers - 1);
  }

  /** Whether a name with this noisy shifted count is told. */
  boolean exceededBy(long noisyShifted) {
    return noisyShifted > threshold;
  }

  /** At least 1 - (1 - p)^K with p = P[N >= threshold]: powers by squaring, each rounded down. */
  private static BigDecimal delta(GaussianTail tail, int names, long threshold) {
    BigDecimal power = BigDecimal.ONE.subtract(tail.atLeast(threshold), DOWN);
    BigDecimal untold = BigDecimal.ONE;
    for (int rest = names; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        untold = untold.multiply(power, DOWN);
      }
      power = power.multiply(power, DOWN);
    }
    return BigDecimal.ONE.subtract(untold).round(RESULT_UP);
  }

  private static ParameterCheck check(int maxNames, long minUsers) {
    return ParameterCheck.of("name threshold")
        .range("maxNames", maxNames, 1, NAMES_LIMIT)
        .range("minUsers", minUsers, 1, COUNT_LIMIT);
  }
}
