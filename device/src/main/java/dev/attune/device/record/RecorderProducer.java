package dev.attune.device.record;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer phones send with: idempotent, so that a retry neither doubles an event nor lets a
 * later one overtake it.
 */
public final class RecorderProducer {
  private static final int LINGER_MILLIS = 20;
  private static final int BATCH_BYTES = 64 * 1024;

  private RecorderProducer() {}

  /**
   * Opens a producer.
   *
   * @param bootstrapServers the brokers, {@code host:port} separated by commas
   * @param overrides Kafka producer settings that replace those from here; idempotence stays
   */
  public static Producer<byte[], byte[]> open(String bootstrapServers, Map<String, ?> overrides) {
    return new KafkaProducer<>(
        settings(bootstrapServers, overrides),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** The settings {@link #open} uses. */
  static Map<String, Object> settings(String bootstrapServers, Map<String, ?> overrides) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.putAll(overrides);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    return settings;
  }
}
