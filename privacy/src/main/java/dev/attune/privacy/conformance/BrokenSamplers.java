package dev.attune.privacy.conformance;

import dev.attune.privacy.noise.DiscreteLaplace;
import dev.attune.privacy.noise.RandomBits;

/** Samplers with one defect each, written in longs after the algorithms of CKS 2020. */
final class BrokenSamplers {

  private BrokenSamplers() {}

  /** Discrete Laplace of scale t that keeps minus zero: zero comes out twice as often. */
  static long doubleZero(long t, RandomBits bits) {
    while (true) {
      long u = below(t, bits);
      if (!expMinus(u, t, bits)) {
        continue;
      }
      long v = 0;
      while (expMinus(1, 1, bits)) {
        v++;
      }
      return bits.nextBit() ? -(u + t * v) : u + t * v;
    }
  }

  /** Discrete Laplace that takes every u: forgets the first rejection. */
  static long noRejection(long t, RandomBits bits) {
    while (true) {
      long u = below(t, bits);
      long v = 0;
      while (expMinus(1, 1, bits)) {
        v++;
      }
      boolean negative = bits.nextBit();
      if (negative && u + t * v == 0) {
        continue;
      }
      return negative ? -(u + t * v) : u + t * v;
    }
  }

  /**
   * Discrete Gaussian that accepts with exp(-y^2 / (2 sigma^2)) as if the proposal were uniform.
   */
  static long wrongAcceptance(long variance, long t, RandomBits bits) {
    DiscreteLaplace proposal = DiscreteLaplace.ofScale(t, 1);
    while (true) {
      long y = proposal.sample(bits);
      if (expMinus(y * y, 2 * variance, bits)) {
        return y;
      }
    }
  }

  /** A continuous Gaussian (Box and Muller), rounded. */
  static long roundedContinuous(double sigma, RandomBits bits) {
    double u = (bits.next(53) + 1) * 0x1p-53;
    double angle = 2 * Math.PI * bits.next(53) * 0x1p-53;
    return Math.round(sigma * Math.sqrt(-2 * Math.log(u)) * Math.cos(angle));
  }

  /** Uniform by remainder: small values come too often. */
  static long modulo(long bound, RandomBits bits) {
    int width = 64 - Long.numberOfLeadingZeros(bound - 1);
    return width == 0 ? 0 : bits.next(width) % bound;
  }

  /** Coin that compares with <=. */
  static boolean offByOne(long n, long d, RandomBits bits) {
    return below(d, bits) <= n;
  }

  /**
   * exp(-n/d) without splitting n/d into parts of at most one: the coins for n > d always show
   * heads.
   */
  static boolean noRangeReduction(long n, long d, RandomBits bits) {
    long k = 1;
    while (below(d, bits) < n && below(k, bits) < 1) {
      k++;
    }
    return (k & 1) == 1;
  }

  /** exp(-n/d) that stops on the wrong parity. */
  static boolean wrongParity(long n, long d, RandomBits bits) {
    return !expMinus(n, d, bits);
  }

  private static long below(long bound, RandomBits bits) {
    int width = 64 - Long.numberOfLeadingZeros(bound - 1);
    while (width > 0) {
      long drawn = bits.next(width);
      if (drawn < bound) {
        return drawn;
      }
    }
    return 0;
  }

  private static boolean expMinus(long n, long d, RandomBits bits) {
    long rest = n;
    while (rest > d) {
      if (!noRangeReduction(1, 1, bits)) {
        return false;
      }
      rest -= d;
    }
    return noRangeReduction(rest, d, bits);
  }
}
