package dev.attune.deploy.demo;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** When phones send and when they listen. Used by one thread. */
final class Turns {
  private static final long PAUSE_NANOS = 2_000_000;
  private static final double NANOS = 1e9;

  private final Phones phones;
  private final BooleanSupplier stopped;

  /**
   * Turns of these phones.
   *
   * @param stopped asked all the time
   */
  Turns(Phones phones, BooleanSupplier stopped) {
    this.phones = phones;
    this.stopped = stopped;
  }

  /** Sends at an even rate, and takes what comes back as it comes, until all is sent or stopped. */
  void live(long events, int rate) {
    long start = System.nanoTime();
    long sent = 0;
    while (sent < events && !stopped.getAsBoolean()) {
      phones.takeDeliveries();
      long due = Math.min(events, (long) ((System.nanoTime() - start) / NANOS * rate) + 1);
      while (sent < due && phones.nextAt() <= System.currentTimeMillis() / 1000) {
        sent += phones.sendNext(events - sent);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    phones.flush();
  }

  /**
   * Sends a round of events, waits until all of it is processed and answered, hands over the
   * answers, and so on: then what a phone does never depends on how fast anything was.
   *
   * @param settled waits until everything sent is processed, and its outputs have arrived
   */
  void lockstep(long events, int round, Runnable settled) {
    long sent = 0;
    while (sent < events && !stopped.getAsBoolean()) {
      long until = Math.min(events, sent + round);
      while (sent < until) {
        sent += phones.sendNext(until - sent);
      }
      phones.flush();
      settled.run();
      phones.takeDeliveries();
    }
  }
}
