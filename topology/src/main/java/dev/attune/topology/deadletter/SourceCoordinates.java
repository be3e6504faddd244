package dev.attune.topology.deadletter;

import java.nio.charset.StandardCharsets;

/**
 * Where a record is.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 * @param timestamp its timestamp, in milliseconds since 1970-01-01T00:00Z
 */
public record SourceCoordinates(String topic, int partition, long offset, long timestamp) {

  /** The key of a dead letter: {@code topic/partition/offset}, UTF-8. */
  public byte[] key() {
    return (topic + "/" + partition + "/" + offset).getBytes(StandardCharsets.UTF_8);
  }
}
