package dev.attune.privacy.noise;

/** Square roots of integers, rounded down or up, without floating point. */
public final class IntegerRoots {

  private IntegerRoots() {}

  /** The largest r with r*r <= n, for n >= 0. */
  public static long floorSqrt(long n) {
    if (n < 0) {
      throw new IllegalArgumentException("No square root of " + n);
    }
    // One binary digit of the root a step, from the highest: rest = n - root^2 stays >= 0.
    long rest = n;
    long root = 0;
    for (long place = 1L << 62; place != 0; place >>= 2) {
      if (rest >= root + place) {
        rest -= root + place;
        root = (root >> 1) + place;
      } else {
        root >>= 1;
      }
    }
    return root;
  }

  /** The smallest r with r*r >= n, for n >= 0. */
  public static long ceilSqrt(long n) {
    long floor = floorSqrt(n);
    return floor * floor == n ? floor : floor + 1;
  }
}
