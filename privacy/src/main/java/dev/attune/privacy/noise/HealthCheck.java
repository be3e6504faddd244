package dev.attune.privacy.noise;

/**
 * Refuses a source of bits that is plainly broken: stuck, short of period or badly biased.
 *
 * <p>It cannot show that a source is good. A fair source fails with probability below 10^-13:
 * counting ones of 256 x 63 bits, 8 standard deviations are exceeded with probability 1.3e-15
 * (normal approximation), and two of 256 words of 63 bits are equal with probability 3.6e-15.
 */
final class HealthCheck {

  private static final int WORDS = 256;
  private static final int WORD_BITS = 63;

  private HealthCheck() {}

  /** Returns the source, or throws IllegalStateException. Consumes 2 KiB of its bits. */
  static RandomBits passed(RandomBits source) {
    long[] words = new long[WORDS];
    long ones = 0;
    for (int i = 0; i < WORDS; i++) {
      words[i] = source.next(WORD_BITS);
      ones += Long.bitCount(words[i]);
      for (int j = 0; j < i; j++) {
        if (words[i] == words[j]) {
          throw new IllegalStateException("The source of random bits repeats itself");
        }
      }
    }
    // |ones - n/2| <= 8 sqrt(n)/2, squared to stay in integers.
    long bits = (long) WORDS * WORD_BITS;
    long twiceDeviation = 2 * ones - bits;
    if (twiceDeviation * twiceDeviation > 64 * bits) {
      throw new IllegalStateException("The source of random bits is biased");
    }
    return source;
  }
}
