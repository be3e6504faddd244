package dev.attune.topology.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that loads and watches releases. A failure of it stops no event. */
final class ReleaseThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseThread.class);
  private static final long WATCH_MILLIS = 1_000;
  private static final long CLOSE_MILLIS = 10_000;

  private final ReleaseService releases;
  private final TakeBackProducer takeBacks;
  private final Runnable watched;
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * Starts.
   *
   * @param watched run every time the releases were looked at
   */
  ReleaseThread(ReleaseService releases, TakeBackProducer takeBacks, Runnable watched) {
    this.watched = watched;
    this.releases = releases;
    this.takeBacks = takeBacks;
    this.thread = new Thread(this::run, "attune-releases");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    long last = System.nanoTime();
    while (!stopped) {
      boolean more = attempt(releases::work);
      if (System.nanoTime() - last >= WATCH_MILLIS * 1_000_000) {
        attempt(
            () -> {
              releases.watch();
              watched.run();
              return false;
            });
        last = System.nanoTime();
      }
      takeBacks.send();
      if (!more && !stopped) {
        try {
          releases.await(WATCH_MILLIS);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  private interface Work {
    boolean run();
  }

  private boolean attempt(Work work) {
    try {
      return work.run();
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.warn("event=release-work-failed action=try-again", e);
        pause();
      }
      return false;
    }
  }

  /** What could not be read now is still waiting, so that waiting for something new is no pause. */
  private static void pause() {
    try {
      Thread.sleep(WATCH_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets it finish what it is doing, for at most 10 seconds. */
  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("event=release-thread-still-running waited_ms={}", CLOSE_MILLIS);
    }
  }

  /** Whether it has ended, so that what it uses may be closed. */
  boolean ended() {
    return !thread.isAlive();
  }
}
