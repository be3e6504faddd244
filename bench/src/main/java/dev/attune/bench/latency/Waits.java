package dev.attune.bench.latency;

/**
 * How long outputs were waited for.
 *
 * @param millis in ascending order
 */
record Waits(long[] millis) {

  private static final int ALL = 100;

  int count() {
    return millis.length;
  }

  /**
   * So many milliseconds, or less, this many of a hundred took.
   *
   * @throws IllegalStateException if nothing came
   */
  long percentile(int percent) {
    if (millis.length == 0) {
      throw new IllegalStateException("nothing came of any event");
    }
    return millis[(int) Math.ceil(percent / (double) ALL * millis.length) - 1];
  }

  /**
   * The longest, in milliseconds.
   *
   * @throws IllegalStateException if nothing came
   */
  long longest() {
    return percentile(ALL);
  }
}
