package dev.attune.bench.round;

/**
 * What one round of a side took.
 *
 * @param rows things done
 * @param cpuNanos time that the thread was on a core
 * @param wallNanos time that went by
 * @param bytes what the thread allocated on the heap
 */
record Sample(long rows, long cpuNanos, long wallNanos, long bytes) {

  /** Things done in a second on a core. */
  double rate() {
    return rows * 1e9 / Math.max(1, cpuNanos);
  }
}
