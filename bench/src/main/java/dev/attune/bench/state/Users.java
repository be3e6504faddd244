package dev.attune.bench.state;

import dev.attune.schemas.usage.DevicePseudonym;
import java.nio.ByteBuffer;

/** Pseudonyms of numbered users and their phones, spread as pseudonyms are. */
final class Users {

  private static final int BYTES = 16;

  private Users() {}

  static byte[] pseudonym(int number) {
    return ByteBuffer.allocate(BYTES).putLong(mix(2L * number)).putLong(mix(~number)).array();
  }

  static DevicePseudonym device(int number) {
    return new DevicePseudonym(
        ByteBuffer.allocate(Long.BYTES).putLong(mix(2L * number + 1)).array());
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): one to one. */
  static long mix(long value) {
    long z = (value + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
