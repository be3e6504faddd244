package dev.attune.topology.app;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.topology.synthesis.LedgerHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/** Reads the ledger from its beginning to its end, committed records only. */
final class LedgerConsumer implements LedgerHistory {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> settings;

  LedgerConsumer(StreamsConfig streams, String clientId) {
    settings = new HashMap<>(streams.getRestoreConsumerConfigs(clientId));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
  }

  @Override
  public List<byte[]> read() {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    List<byte[]> values = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicCatalog.LEDGER.name(), PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (partitions.stream().anyMatch(of -> consumer.position(of, PATIENCE) < ends.get(of))) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  if (record.value() != null) {
                    values.add(record.value());
                  }
                });
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              TopicCatalog.LEDGER.name()
                  + " could not be read to its end within "
                  + PATIENCE.toSeconds()
                  + " s. Nothing is released before it is: noise might be drawn twice.");
        }
      }
    }
    return values;
  }
}
