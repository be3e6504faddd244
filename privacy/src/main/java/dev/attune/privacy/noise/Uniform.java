package dev.attune.privacy.noise;

import java.math.BigInteger;

/** Uniform integers by rejection; a remainder (modulo) would favor the small ones. */
final class Uniform {

  private static final int CHUNK_BITS = 63;

  private Uniform() {}

  /** Uniform on 0 .. bound - 1; needs fewer than two tries on average. */
  static long below(long bound, RandomBits bits) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be at least 1, was " + bound);
    }
    int width = Long.SIZE - Long.numberOfLeadingZeros(bound - 1);
    if (width == 0) {
      return 0;
    }
    while (true) {
      long drawn = bits.next(width);
      if (drawn < bound) {
        return drawn;
      }
    }
  }

  /** Uniform on 0 .. bound - 1; takes the same bits in the same order as the method on longs. */
  static BigInteger below(BigInteger bound, RandomBits bits) {
    if (bound.signum() < 1) {
      throw new IllegalArgumentException("bound must be at least 1, was " + bound);
    }
    int width = bound.subtract(BigInteger.ONE).bitLength();
    while (true) {
      BigInteger drawn = drawn(width, bits);
      if (drawn.compareTo(bound) < 0) {
        return drawn;
      }
    }
  }

  private static BigInteger drawn(int width, RandomBits bits) {
    BigInteger result = BigInteger.ZERO;
    int missing = width;
    while (missing > 0) {
      int taken = Math.min(missing, CHUNK_BITS);
      result = result.shiftLeft(taken).or(BigInteger.valueOf(bits.next(taken)));
      missing -= taken;
    }
    return result;
  }
}
