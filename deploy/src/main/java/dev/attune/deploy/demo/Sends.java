package dev.attune.deploy.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Records on their way to the broker; counts those that have arrived. Used by one thread. */
final class Sends {
  private final Tally tally;
  private final Deque<Future<?>> underWay = new ArrayDeque<>();

  Sends(Tally tally) {
    this.tally = tally;
  }

  /** One more was sent. */
  void add(Future<?> sent) {
    underWay.add(sent);
    while (!underWay.isEmpty() && underWay.element().isDone()) {
      settleNext();
    }
  }

  /** Waits until all have arrived. */
  void settle() {
    while (!underWay.isEmpty()) {
      settleNext();
    }
  }

  private void settleNext() {
    try {
      underWay.remove().get();
      tally.sent.increment();
    } catch (ExecutionException e) {
      tally.wentWrong("An event can't be sent: " + e.getCause().getMessage() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tally.wentWrong("Interrupted while sending.");
    }
  }
}
