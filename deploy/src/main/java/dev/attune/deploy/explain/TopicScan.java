package dev.attune.deploy.explain;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.CommittedTopic;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is committed on a topic now, from its beginning to its end.
 *
 * @param <T> what its values are
 */
final class TopicScan<T extends SpecificRecord> {

  /** Gets each record, in the order of its partition. */
  interface Reader<T> {

    /**
     * @param value the value; null for a tombstone
     */
    void read(ConsumerRecord<byte[], byte[]> record, @Nullable T value);
  }

  private final Cluster cluster;
  private final TopicSpec topic;
  private final RecordDecoder<T> decoder;

  TopicScan(Cluster cluster, TopicSpec topic, Class<T> type) {
    this.cluster = cluster;
    this.topic = topic;
    this.decoder = new RecordDecoder<>(cluster.registry(), type);
  }

  /** All partitions; values that can't be read are passed over, as they are everywhere. */
  void read(Reader<T> reader) {
    read(Optional.empty(), reader);
  }

  /**
   * One partition, or all.
   *
   * @throws ClusterException if the topic does not exist
   */
  void read(Optional<Integer> partition, Reader<T> reader) {
    try (CommittedTopic records =
        CommittedTopic.open(cluster, topic, one -> partition.isEmpty() || partition.get() == one)) {
      records.readToEnd(record -> give(record, reader));
    }
  }

  private void give(ConsumerRecord<byte[], byte[]> record, Reader<T> reader) {
    T value = null;
    try {
      value = record.value() == null ? null : decoder.decode(record.value());
    } catch (DecodingException e) {
      return;
    }
    reader.read(record, value);
  }
}
