package dev.attune.topology.release;

import java.util.concurrent.atomic.LongAdder;

/** How the calls of a release's models went, all tasks together. Thread-safe. */
final class CallMeter {

  /** No call shorter than this is slow: caches and schedulers make short calls vary. */
  static final long LEAST_SLOW_NANOS = 2_000_000;

  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private volatile SpeedProfile slowFrom = SpeedProfile.NEVER;

  /** Counts as slow, from now on, what takes longer than this. */
  void slowFrom(SpeedProfile limits) {
    slowFrom = limits;
  }

  /** A call that was timed. */
  void took(SpeedProfile.Call call, int rows, long nanos) {
    calls.increment();
    if (nanos > LEAST_SLOW_NANOS && nanos > slowFrom.nanos(call, rows)) {
      slow.increment();
    }
  }

  /** Calls that gave no usable answer. */
  void failed(long times) {
    failures.add(times);
  }

  long calls() {
    return calls.sum();
  }

  long failures() {
    return failures.sum();
  }

  long slow() {
    return slow.sum();
  }
}
