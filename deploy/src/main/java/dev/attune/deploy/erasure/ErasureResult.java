package dev.attune.deploy.erasure;

import java.util.List;
import java.util.Map;

/**
 * What was found of whom nothing, and of what nothing, should be found.
 *
 * @param findings where an erased pseudonym was, and is
 * @param planted bytes of planted identifiers where they may be, on the topic of events
 * @param leaks bytes of planted identifiers by place, where none should be; only places that were
 *     looked at
 */
public record ErasureResult(List<Finding> findings, long planted, Map<String, Long> leaks) {

  /** Bytes of the erased pseudonym that are left anywhere. */
  public long bytesLeft() {
    return findings.stream().mapToLong(Finding::left).sum();
  }

  /** Bytes of planted identifiers found. */
  public long leaked() {
    return leaks.values().stream().mapToLong(Long::longValue).sum();
  }
}
