package dev.attune.topology.recommend;

import dev.attune.privacy.pseudonym.Pseudonym;
import java.nio.ByteBuffer;

/**
 * Visits the places {@code 0..size-1} once each, in an order that depends on nothing but a key: a
 * start and a stride without common divisor with the size. The same key gives the same walk on
 * every machine.
 */
final class KeyedWalk {

  private final int size;
  private final int stride;
  private int next;

  KeyedWalk(long key, int size) {
    this.size = size;
    this.next = size == 0 ? 0 : (int) Long.remainderUnsigned(mix(key), size);
    this.stride = size == 0 ? 0 : stride(mix(key ^ 0x5851F42D4C957F2DL), size);
  }

  /** A key of a user, a period of time and a purpose. */
  static long key(Pseudonym user, long period, int purpose) {
    ByteBuffer bytes = ByteBuffer.wrap(user.bytes());
    long key = mix(bytes.getLong());
    key = mix(key ^ bytes.getLong());
    key = mix(key ^ period);
    return mix(key ^ purpose);
  }

  /** The next place; after {@code size} calls the walk begins again. */
  int next() {
    int place = next;
    next = (int) (((long) next + stride) % size);
    return place;
  }

  private static int stride(long random, int size) {
    int stride = 1 + (int) Long.remainderUnsigned(random, size);
    while (commonDivisor(stride, size) != 1) {
      stride++;
    }
    return stride;
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
