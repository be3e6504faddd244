package dev.attune.deploy.explain;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is committed on a topic now, from its beginning to its end.
 *
 * @param <T> what its values are
 */
final class TopicScan<T extends SpecificRecord> {

  private static final Duration POLL = Duration.ofMillis(200);

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
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<PartitionInfo> there = consumer.partitionsFor(topic.name());
      if (there.isEmpty()) {
        throw new ClusterException(
            "There is no topic " + topic.name() + " on this cluster; make it with attune init.",
            null);
      }
      List<TopicPartition> partitions =
          there.stream()
              .filter(info -> partition.isEmpty() || partition.get() == info.partition())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          give(record, reader);
        }
      }
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

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.addresses().bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
