package dev.attune.deploy.provision;

import dev.attune.schemas.topics.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is committed on a topic, read from its beginning by nobody's group. Not thread-safe. */
public final class CommittedTopic implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private CommittedTopic(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * All partitions.
   *
   * @throws ClusterException if the topic does not exist
   */
  public static CommittedTopic open(Cluster cluster, TopicSpec topic) {
    return open(cluster, topic, partition -> true);
  }

  /**
   * Some partitions.
   *
   * @throws ClusterException if the topic does not exist
   */
  public static CommittedTopic open(Cluster cluster, TopicSpec topic, IntPredicate wanted) {
    KafkaConsumer<byte[], byte[]> consumer = consumer(cluster);
    try {
      List<TopicPartition> all =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (all.isEmpty()) {
        throw new ClusterException(
            "There is no topic " + topic.name() + " on this cluster; make it with attune init.",
            null);
      }
      List<TopicPartition> partitions =
          all.stream().filter(one -> wanted.test(one.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new CommittedTopic(consumer, partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Passes over what is there now. */
  public void skip() {
    consumer.seekToEnd(partitions);
  }

  /** What comes next; waits a moment if nothing is there. */
  public ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(POLL);
  }

  /** Reads up to where the topic ends now, each partition in its order. */
  public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      poll().forEach(each);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Cluster cluster) {
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
