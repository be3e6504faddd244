package dev.attune.deploy.erasure;

import java.time.Duration;
import java.util.Optional;

/**
 * What was found in one place of somebody who asked to be erased.
 *
 * @param place a topic, or a store
 * @param before bytes that were there when the receipt was
 * @param compacted bytes after compaction
 * @param expired bytes after the retention period too
 * @param retention how long what is written there stays in any case; empty where nothing does
 */
public record Finding(
    String place, long before, long compacted, long expired, Optional<Duration> retention) {

  /** What counts as left: what compaction should have removed, or time. */
  public long left() {
    return retention.isPresent() ? expired : Math.max(compacted, expired);
  }
}
