package dev.attune.topology.recommend;

import dev.attune.privacy.pseudonym.Pseudonym;
import java.nio.ByteBuffer;

/**
 * Random numbers that are a function of a key alone: counter-based, so that a replay draws the same
 * ones on every machine. The mixing is the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
 */
final class KeyedNumbers {

  private static final double UNIFORM_UNIT = 0x1p-16;
  private static final double DEVIATION_OF_FOUR = StrictMath.sqrt(4 / 12.0);

  private KeyedNumbers() {}

  /** A key of a user, a period of time and a purpose. */
  static long key(Pseudonym user, long period, int purpose) {
    ByteBuffer bytes = ByteBuffer.wrap(user.bytes());
    long key = mix(bytes.getLong());
    key = mix(key ^ bytes.getLong());
    key = mix(key ^ period);
    return mix(key ^ purpose);
  }

  /** Spreads a number over all 64 bits. */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /**
   * A number of about the standard normal distribution: the sum of four uniform ones, so at most
   * 3.5 either way and without a logarithm.
   */
  static double normal(long key, int counter) {
    long bits = mix(key ^ mix(counter));
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return ((sum + 2) * UNIFORM_UNIT - 2) / DEVIATION_OF_FOUR;
  }
}
