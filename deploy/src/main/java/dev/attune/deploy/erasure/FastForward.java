package dev.attune.deploy.erasure;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes a broker do at once to its topics what it does within hours and days. */
final class FastForward implements AutoCloseable {

  private static final byte[] HEARTBEAT = "heartbeat".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, String> COMPACT_NOW =
      Map.of(
          "segment.ms", "50",
          "min.cleanable.dirty.ratio", "0",
          "min.compaction.lag.ms", "0",
          "max.compaction.lag.ms", "50",
          "delete.retention.ms", "0",
          "file.delete.delay.ms", "0");

  private final Cluster cluster;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final KafkaProducer<byte[], byte[]> producer;

  /** Of all topics that there are, internal ones of the application too. */
  FastForward(Cluster cluster) {
    this.cluster = cluster;
    Set<String> topics = done(cluster.admin().listTopics().names());
    done(cluster.admin().describeTopics(topics).allTopicNames())
        .forEach((topic, described) -> partitions.put(topic, described.partitions().size()));
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.addresses().bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "none"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The topics. */
  Set<String> topics() {
    return partitions.keySet();
  }

  /** Segments roll and are compacted as soon as something is written. */
  void compact() {
    alter(topics(), COMPACT_NOW);
  }

  /** What is older than a moment is removed from topics that remove anything for its age. */
  void expire(Collection<String> timeLimited) {
    alter(timeLimited, Map.of("retention.ms", "1"));
  }

  /** Writes to every partition, since a broker rolls a segment only when something is. */
  void beat() {
    partitions.forEach(
        (topic, count) -> {
          for (int partition = 0; partition < count; partition++) {
            producer.send(new ProducerRecord<>(topic, partition, HEARTBEAT, null));
          }
        });
    producer.flush();
  }

  private void alter(Collection<String> topics, Map<String, String> settings) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String topic : topics) {
      List<AlterConfigOp> set = new ArrayList<>();
      settings.forEach(
          (key, value) -> set.add(new AlterConfigOp(new ConfigEntry(key, value), OpType.SET)));
      changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), set);
    }
    done(cluster.admin().incrementalAlterConfigs(changes).all());
  }

  private static <T> T done(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new ClusterException(
          "The topics can't be fast-forwarded: " + e.getCause().getMessage() + ".", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while waiting for the broker.", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
