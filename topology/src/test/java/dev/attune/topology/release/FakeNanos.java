package dev.attune.topology.release;

import java.util.function.LongSupplier;

/** A clock that stands still until it is told how much time passes. */
final class FakeNanos implements LongSupplier {

  private long now;

  void pass(long nanos) {
    now += nanos;
  }

  @Override
  public long getAsLong() {
    return now;
  }
}
