package dev.attune.deploy.provision;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the catalog that is on a cluster. */
public final class CatalogReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private CatalogReader() {}

  /** Every item that is there now, the last version of each; what can't be read is left out. */
  public static List<CatalogItem> read(Cluster cluster) {
    Map<ByteBuffer, CatalogItem> items = new HashMap<>();
    RecordDecoder<CatalogItem> decoder = new RecordDecoder<>(cluster.registry(), CatalogItem.class);
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.addresses().bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicCatalog.CATALOG_ITEMS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          apply(record, decoder, items);
        }
      }
    }
    return List.copyOf(items.values());
  }

  private static void apply(
      ConsumerRecord<byte[], byte[]> record,
      RecordDecoder<CatalogItem> decoder,
      Map<ByteBuffer, CatalogItem> items) {
    ByteBuffer key = ByteBuffer.wrap(record.key());
    items.remove(key);
    if (record.value() != null) {
      try {
        items.put(key, decoder.decode(record.value()));
      } catch (DecodingException e) {
        // The application can't read it either, and so never offers it.
        items.remove(key);
      }
    }
  }
}
