package dev.attune.deploy.demo;

import dev.attune.deploy.view.DemoSnapshot;
import dev.attune.deploy.view.DemoView;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how things are at the view's pace, in a thread of its own, and once more at the end. */
final class Ticker implements AutoCloseable {
  private final DemoView view;
  private final Supplier<DemoSnapshot> snapshots;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  Ticker(DemoView view, Supplier<DemoSnapshot> snapshots) {
    this.view = view;
    this.snapshots = snapshots;
    this.thread = new Thread(this::tick, "view");
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try {
      while (!closed.await(view.intervalMillis(), TimeUnit.MILLISECONDS)) {
        view.show(snapshots.get());
      }
      view.show(snapshots.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
