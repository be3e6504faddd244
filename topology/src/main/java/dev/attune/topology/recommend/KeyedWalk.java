package dev.attune.topology.recommend;

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
    this.next = size == 0 ? 0 : (int) Long.remainderUnsigned(KeyedNumbers.mix(key), size);
    this.stride = size == 0 ? 0 : stride(KeyedNumbers.mix(key ^ 0x5851F42D4C957F2DL), size);
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
}
