package dev.attune.privacy.noise;

import java.math.BigInteger;

/**
 * Exact coin flips with probability n/d and exp(-n/d) (CKS 2020, algorithm 1).
 *
 * <p>The methods on longs and on BigIntegers take the same bits in the same order and decide alike,
 * so that the choice between them is one of speed only.
 */
final class Bernoulli {

  private Bernoulli() {}

  /** True with probability n/d, 0 <= n <= d, d >= 1. */
  static boolean ratio(long n, long d, RandomBits bits) {
    if (n < 0 || n > d) {
      throw new IllegalArgumentException("n/d must lie in [0, 1], was " + n + "/" + d);
    }
    return Uniform.below(d, bits) < n;
  }

  /** True with probability n/d, 0 <= n <= d, d >= 1. */
  static boolean ratio(BigInteger n, BigInteger d, RandomBits bits) {
    if (n.signum() < 0 || n.compareTo(d) > 0) {
      throw new IllegalArgumentException("n/d must lie in [0, 1], was " + n + "/" + d);
    }
    return Uniform.below(d, bits).compareTo(n) < 0;
  }

  /**
   * True with probability exp(-n/d), n >= 0, d >= 1.
   *
   * <p>exp(-n/d) = exp(-1)^j exp(-(n - jd)/d): one coin per factor, all must show heads. However
   * large n/d is, fewer than two coins are expected, as the first tails ends it.
   */
  static boolean expMinus(long n, long d, RandomBits bits) {
    long rest = n;
    while (rest > d) {
      if (!expMinusUpToOne(1, 1, bits)) {
        return false;
      }
      rest -= d;
    }
    return expMinusUpToOne(rest, d, bits);
  }

  /** True with probability exp(-n/d), n >= 0, d >= 1. */
  static boolean expMinus(BigInteger n, BigInteger d, RandomBits bits) {
    BigInteger rest = n;
    while (rest.compareTo(d) > 0) {
      if (!expMinusUpToOne(1, 1, bits)) {
        return false;
      }
      rest = rest.subtract(d);
    }
    return expMinusUpToOne(rest, d, bits);
  }

  /**
   * True with probability exp(-x), x = n/d in [0, 1].
   *
   * <p>Round k goes on with probability x/k, so that the first k - 1 rounds all go on with
   * probability x^(k-1)/(k-1)!, and round k is the last with probability x^(k-1)/(k-1)! - x^k/k!.
   * Summed over odd k this is the series of exp(-x). The coin for x/k is tossed as one for x and
   * one for 1/k, which keeps the product d*k from overflowing.
   */
  private static boolean expMinusUpToOne(long n, long d, RandomBits bits) {
    long k = 1;
    while (ratio(n, d, bits) && ratio(1, k, bits)) {
      k++;
    }
    return (k & 1) == 1;
  }

  private static boolean expMinusUpToOne(BigInteger n, BigInteger d, RandomBits bits) {
    long k = 1;
    while (ratio(n, d, bits) && ratio(1, k, bits)) {
      k++;
    }
    return (k & 1) == 1;
  }
}
