package dev.attune.topology.stream;

import dev.attune.schemas.wire.RegistryUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a task waits for the schema registry between two commits, all waits together.
 *
 * <p>A record whose schema is unknown while the registry does not answer may not be skipped, so its
 * thread waits, with a growing pause between attempts. A wait longer than the transaction time-out
 * (10 s) makes the broker abort the open transaction; Kafka Streams then processes its records
 * again. When the patience is spent, the wait ends with the registry's exception: the application
 * stops, nothing is committed, and a restart continues at the same record. The patience is shorter
 * than {@code max.poll.interval.ms}, so that a waiting thread keeps its partitions.
 *
 * <p>Not thread-safe.
 */
final class RegistryPatience {

  /** Lets time pass. */
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Duration patience;
  private final Pause pause;
  private Duration left;
  private Duration next = FIRST_PAUSE;

  RegistryPatience(Duration patience) {
    this(patience, time -> Thread.sleep(time.toMillis()));
  }

  RegistryPatience(Duration patience, Pause pause) {
    this.patience = patience;
    this.pause = pause;
    this.left = patience;
  }

  /** Starts afresh: a commit was reached. */
  void renew() {
    left = patience;
    next = FIRST_PAUSE;
  }

  /**
   * Waits before the next attempt.
   *
   * @throws RegistryUnavailableException what was given, when no patience is left
   */
  void await(RegistryUnavailableException cause) {
    if (left.isZero()) {
      LOG.error(
          "event=registry-unavailable action=stop waited_ms={} error={}",
          patience.toMillis(),
          cause.getMessage());
      throw cause;
    }
    Duration time = next.compareTo(left) < 0 ? next : left;
    LOG.warn(
        "event=registry-unavailable action=wait pause_ms={} left_ms={} error={}",
        time.toMillis(),
        left.toMillis(),
        cause.getMessage());
    try {
      pause.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
    left = left.minus(time);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
