package dev.attune.deploy.demo;

/** Durations in whole milliseconds, counted exactly up to a minute. Thread-safe. */
final class LatencyHistogram {
  private static final int LARGEST_MILLIS = 60_000;

  private final long[] counts = new long[LARGEST_MILLIS + 1];
  private long total;

  /** Counts one duration; below 0 counts as 0, and a minute and more as a minute. */
  synchronized void record(long millis) {
    counts[(int) Math.max(0, Math.min(LARGEST_MILLIS, millis))]++;
    total++;
  }

  /**
   * The smallest duration, in milliseconds, that at least this many of a hundred durations do not
   * exceed; 0 when there are none.
   *
   * @param percent 1 to 100
   */
  synchronized long percentile(int percent) {
    long wanted = (percent * total + 99) / 100;
    long seen = 0;
    for (int millis = 0; millis < counts.length; millis++) {
      seen += counts[millis];
      if (seen >= wanted && total > 0) {
        return millis;
      }
    }
    return 0;
  }
}
