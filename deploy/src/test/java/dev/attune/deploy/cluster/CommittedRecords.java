package dev.attune.deploy.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is committed on a topic, read by a consumer that trusts nobody. */
public final class CommittedRecords {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private CommittedRecords() {}

  /**
   * Every committed record, by partition and offset. Fails if the last stable offset of a partition
   * does not reach its end: then a transaction hangs.
   */
  public static List<ConsumerRecord<byte[], byte[]>> of(String topic, String bootstrapServers) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> committed = consumer(bootstrapServers, "read_committed");
        KafkaConsumer<byte[], byte[]> all = consumer(bootstrapServers, "read_uncommitted")) {
      List<TopicPartition> partitions =
          committed.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = all.endOffsets(partitions);
      committed.assign(partitions);
      committed.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (partitions.stream().anyMatch(p -> committed.position(p) < ends.get(p))) {
        committed.poll(POLL).forEach(records::add);
        if (System.nanoTime() > deadline) {
          throw new AssertionError("an open transaction keeps " + topic + " from being read");
        }
      }
    }
    return records;
  }

  /** What can be read now of what is committed: less while a transaction is open. */
  public static List<ConsumerRecord<byte[], byte[]>> visible(
      String topic, String bootstrapServers) {
    return now(topic, bootstrapServers, "read_committed");
  }

  /** What was ever written and is still there, aborted or not committed yet included. */
  public static List<ConsumerRecord<byte[], byte[]>> written(
      String topic, String bootstrapServers) {
    return now(topic, bootstrapServers, "read_uncommitted");
  }

  private static List<ConsumerRecord<byte[], byte[]>> now(
      String topic, String bootstrapServers, String isolation) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, isolation)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            isolation,
            "enable.auto.commit",
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
