package dev.attune.deploy.release;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.models.release.topic.ReleaseAssembler;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic of releases. */
public final class ReleaseReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private ReleaseReader() {}

  /**
   * What the topic says now.
   *
   * @throws ClusterException if there is no such topic
   */
  public static ReleaseAssembler read(Cluster cluster) {
    String topic = TopicCatalog.MODEL_RELEASES.name();
    RecordDecoder<ModelRelease> decoder =
        new RecordDecoder<>(cluster.registry(), ModelRelease.class);
    ReleaseAssembler assembler = new ReleaseAssembler();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new ClusterException(
            "There is no topic " + topic + " on this cluster; make it with attune init.", null);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          accept(assembler, decoder, record);
        }
      }
    }
    return assembler;
  }

  private static void accept(
      ReleaseAssembler assembler,
      RecordDecoder<ModelRelease> decoder,
      ConsumerRecord<byte[], byte[]> record) {
    try {
      assembler.accept(
          new String(record.key(), StandardCharsets.UTF_8),
          record.value() == null ? null : decoder.decode(record.value()));
    } catch (DecodingException e) {
      // Nobody can read it; what its key said before stays, as for the application.
      return;
    }
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
