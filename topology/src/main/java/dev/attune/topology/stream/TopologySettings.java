package dev.attune.topology.stream;

import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.ingest.Gate;
import java.time.Duration;

/**
 * How the personalization topology works.
 *
 * @param batchMaxEvents how many events go through the model together at most, at least 1
 * @param profileCacheEntries how many profiles the process keeps as objects, at least 1
 * @param commitInterval how often Kafka Streams commits
 * @param registryPatience how long a record of an unknown schema waits for the registry
 * @param maxFuture how far an event's time may be ahead of its record's
 * @param retention how long profiles of users are kept who are not heard of, at least a month
 * @param movesPerBatch how many users of a batch may move to another release while theirs is there
 * @param decisions what decisions follow
 */
public record TopologySettings(
    int batchMaxEvents,
    int profileCacheEntries,
    Duration commitInterval,
    Duration registryPatience,
    Duration maxFuture,
    Duration retention,
    int movesPerBatch,
    DecisionSettings decisions) {

  /** The shortest time for which profiles are kept. */
  public static final Duration LEAST_RETENTION = Duration.ofDays(30);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TopologySettings {
    if (batchMaxEvents < 1 || profileCacheEntries < 1) {
      throw new IllegalArgumentException("batches and caches hold at least one");
    }
    if (movesPerBatch < 1) {
      throw new IllegalArgumentException("no user could ever move to another release");
    }
    if (retention.compareTo(LEAST_RETENTION) < 0) {
      // Longer than events and open windows are kept, so that nothing of either is cut off.
      throw new IllegalArgumentException("profiles are kept for at least " + LEAST_RETENTION);
    }
    if (commitInterval.isNegative() || registryPatience.isNegative() || maxFuture.isNegative()) {
      throw new IllegalArgumentException("times are not negative");
    }
  }

  /** What an application runs with that configures nothing. */
  public static TopologySettings defaults() {
    return new TopologySettings(
        256,
        10_000,
        Duration.ofMillis(200),
        Duration.ofMinutes(2),
        Gate.DEFAULT_MAX_FUTURE,
        Duration.ofDays(400),
        64,
        DecisionSettings.defaults());
  }
}
