package dev.attune.topology.app;

import dev.attune.topology.memory.MemoryPlan;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** The settings of Kafka Streams and its clients that Attune runs with. */
final class StreamsSettings {

  private static final int TEN_MINUTES_MS = 600_000;
  private static final int PARTITION_FETCH_BYTES = 1 << 20;

  /** What a client setting may start with, for one of the clients only. */
  private static final Pattern CLIENT =
      Pattern.compile(
          "^(main\\.consumer|restore\\.consumer|global\\.consumer|consumer|producer|admin)\\.");

  /**
   * What may not be set from outside, for any client: exactly-once rests on it, or a key of
   * Attune's own sets it.
   */
  private static final Set<String> OWNED =
      Set.of(
          StreamsConfig.APPLICATION_ID_CONFIG,
          StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
          StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
          StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
          StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
          StreamsConfig.GROUP_PROTOCOL_CONFIG,
          StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
          StreamsConfig.NUM_STREAM_THREADS_CONFIG,
          StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
          StreamsConfig.REPLICATION_FACTOR_CONFIG,
          StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
          StreamsConfig.STATE_DIR_CONFIG,
          StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
          StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          RocksDbSettings.MEMORY_BYTES);

  private StreamsSettings() {}

  /** Whether a setting of Kafka's, with or without the prefix of a client, is not for users. */
  static boolean owned(String key) {
    return OWNED.contains(CLIENT.matcher(key).replaceFirst(""));
  }

  static Properties of(AttuneConfig config) {
    Map<String, Object> settings = new TreeMap<>();
    tuning(settings);
    memory(config.memory(), settings);
    settings.putAll(config.kafka());
    guarantees(settings);
    own(config, settings);
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  /** Defaults that were measured to be good; users may change them. */
  private static void tuning(Map<String, Object> settings) {
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 50);
    // No larger than the batches that the topics take (TopicSpec.maxMessageBytes).
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
    // Most of what is sent are profiles, half of which nothing makes smaller: LZ4 takes twice as
    // long to find that out.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "snappy");
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1000);
    // A folder of a moved partition may be in use again soon; KAFKA-20805 removes such folders
    // early.
    settings.put(StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG, 3_600_000);
  }

  /** What the clients may hold; users may change it, and then the plan is theirs to keep. */
  private static void memory(MemoryPlan plan, Map<String, Object> settings) {
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), plan.producerBytes());
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), plan.fetchBytes());
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        Math.min(PARTITION_FETCH_BYTES, plan.fetchBytes()));
  }

  /** What exactly-once rests on. */
  private static void guarantees(Map<String, Object> settings) {
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // "streams" has no static membership in 4.3.1.
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    // With short client time-outs, state was seen to roll back; the transaction's time-out decides.
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), Integer.MAX_VALUE);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), TEN_MINUTES_MS);
    // Profiles are cached as objects; a cache of Kafka Streams would be flushed in undefined order.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class);
    settings.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class);
    // What Kafka 5 will do; its constant is deprecated from the start.
    settings.put("processing.exception.handler.global.enabled", true);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
  }

  private static void own(AttuneConfig config, Map<String, Object> settings) {
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replicationFactor());
    settings.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.topology().commitInterval().toMillis());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSettings.class);
    settings.put(RocksDbSettings.MEMORY_BYTES, config.memory().stores());
    config
        .instanceId()
        .ifPresent(
            id ->
                settings.put(
                    StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
  }
}
