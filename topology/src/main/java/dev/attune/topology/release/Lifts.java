package dev.attune.topology.release;

import java.util.function.IntConsumer;

/** The last lifts of a release in a region, oldest first. Not thread-safe. */
final class Lifts {

  /** How many are kept. */
  static final int CAPACITY = 4096;

  private final byte[] values = new byte[CAPACITY];
  private int next;
  private int size;

  /**
   * @param lift -1, 0 or 1
   */
  void add(int lift) {
    values[next] = (byte) lift;
    next = (next + 1) % CAPACITY;
    size = Math.min(CAPACITY, size + 1);
  }

  void forEach(IntConsumer each) {
    for (int i = 0; i < size; i++) {
      each.accept(values[(next - size + i + CAPACITY) % CAPACITY]);
    }
  }
}
