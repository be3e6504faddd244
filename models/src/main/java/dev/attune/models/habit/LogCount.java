package dev.attune.models.habit;

/**
 * A decayed count in one byte: its logarithm, ln(1 + count), in steps of ln 2 / 32. What lies
 * between two steps is rounded at random in proportion, so that adding one to a large count, or
 * decaying a small one, is right on average (Morris, "Counting large numbers of events in small
 * registers", 1978). The random number is a hash of the event, so that equal events always give
 * equal counts.
 */
final class LogCount {

  private static final int STEPS_PER_DOUBLING = 32;
  private static final int MOST = 255;
  private static final int DITHER = 1 << 16;
  private static final double[] VALUE = new double[MOST + 1];

  static {
    for (int level = 0; level <= MOST; level++) {
      // StrictMath gives the same bits on every machine.
      VALUE[level] = StrictMath.pow(2, level / (double) STEPS_PER_DOUBLING) - 1;
    }
  }

  private LogCount() {}

  /** The count of a byte. */
  static float value(byte level) {
    return (float) VALUE[level & 0xFF];
  }

  /** ln(1 + count) of a byte. */
  static float log(byte level) {
    return (float) ((level & 0xFF) * (0.6931471805599453 / STEPS_PER_DOUBLING));
  }

  /** The byte of another count: that of {@code level}, times a factor, plus an amount. */
  static byte change(byte level, double factor, double amount, int random) {
    double value = VALUE[level & 0xFF] * factor + amount;
    if (value <= 0) {
      return 0;
    }
    if (value >= VALUE[MOST]) {
      return (byte) MOST;
    }
    int low = 0;
    int high = MOST;
    while (high - low > 1) {
      int middle = low + high >>> 1;
      if (VALUE[middle] <= value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double above = (value - VALUE[low]) / (VALUE[high] - VALUE[low]);
    return (byte) (dither(random) < above * DITHER ? high : low);
  }

  /** 16 bits that look random, by the finalizer of MurmurHash3. */
  private static int dither(int random) {
    int mixed = random;
    mixed = (mixed ^ mixed >>> 16) * 0x85EBCA6B;
    mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
    return (mixed ^ mixed >>> 16) & DITHER - 1;
  }
}
