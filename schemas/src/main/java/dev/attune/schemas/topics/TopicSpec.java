package dev.attune.schemas.topics;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic: what travels on it and how it is kept.
 *
 * @param name the topic's name in Kafka
 * @param shortName its name on the command line
 * @param keyDescription what the record key is
 * @param type the record in the value
 * @param cleanup what happens to old records
 * @param retention how long a record is kept where {@code cleanup} deletes; {@link #WHILE_LAST}
 *     where it only compacts
 * @param defaultPartitions the number of partitions unless the operator chooses another
 * @param personal whether it is keyed by the user's pseudonym; all personal topics have the same
 *     number of partitions
 * @param maxMessageBytes the largest batch, and so the largest record, that the broker takes, in
 *     bytes
 */
public record TopicSpec(
    String name,
    String shortName,
    String keyDescription,
    Class<? extends SpecificRecord> type,
    CleanupPolicy cleanup,
    Duration retention,
    int defaultPartitions,
    boolean personal,
    int maxMessageBytes) {

  /** The retention of a record that stays for as long as it is the last of its key. */
  public static final Duration WHILE_LAST = ChronoUnit.FOREVER.getDuration();

  private static final Duration SEGMENT = Duration.ofHours(6);
  private static final int SEGMENT_BYTES = 64 << 20;
  private static final Duration MAX_COMPACTION_LAG = Duration.ofHours(24);
  private static final Duration TOMBSTONE = Duration.ofHours(72);

  /**
   * Checks that the parts agree.
   *
   * @throws IllegalArgumentException if they do not
   */
  public TopicSpec {
    if (cleanup.deletes() == retention.equals(WHILE_LAST)) {
      throw new IllegalArgumentException(
          name + ": the retention does not fit the policy " + cleanup);
    }
    if (defaultPartitions < 1 || maxMessageBytes < 1) {
      throw new IllegalArgumentException(name + ": partitions and sizes are positive");
    }
  }

  /** The registry's subject, by the topic name strategy. */
  public String subject() {
    return name + "-value";
  }

  /** The schema of the value, as registered. */
  public Schema schema() {
    return PublishedSchema.of(type);
  }

  /**
   * The topic's settings in Kafka's words, in alphabetical order.
   *
   * <p>Segments roll early and the cleaner runs often, so that a value that was replaced or erased
   * leaves a compacted topic within a day and six hours, and the tombstone's key within three days
   * more. Kafka rolls a segment only when something is appended: a partition that falls silent
   * keeps what it has.
   */
  public Map<String, String> config() {
    Map<String, String> config = new TreeMap<>();
    config.put("cleanup.policy", cleanup.value());
    config.put("max.message.bytes", Integer.toString(maxMessageBytes));
    config.put("message.timestamp.type", "CreateTime");
    config.put("segment.bytes", Integer.toString(SEGMENT_BYTES));
    config.put("segment.ms", Long.toString(SEGMENT.toMillis()));
    config.put("retention.ms", cleanup.deletes() ? Long.toString(retention.toMillis()) : "-1");
    if (cleanup.compacts()) {
      config.put("delete.retention.ms", Long.toString(TOMBSTONE.toMillis()));
      config.put("max.compaction.lag.ms", Long.toString(MAX_COMPACTION_LAG.toMillis()));
      config.put("min.cleanable.dirty.ratio", "0.1");
      config.put("min.compaction.lag.ms", "0");
    }
    return config;
  }
}
