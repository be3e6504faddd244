package dev.attune.topology.app;

import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.topic.ReleaseKey;
import dev.attune.models.release.topic.ReleaseRecords;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordEncoder;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes take-backs to the topic of releases, again and again until the broker has them: the
 * instance that found a release out obeys at once, and the others as soon as they read it. Used by
 * the loader's thread.
 */
final class TakeBackProducer implements ReleaseService.TakeBackLog, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TakeBackProducer.class);
  private static final int PATIENCE_MS = 10_000;

  private final Map<String, Object> settings;
  private final RecordEncoder<ModelRelease> encoder;
  private final Queue<TakenBack> waiting = new ConcurrentLinkedQueue<>();
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /** Connects to nothing until there is something to write. */
  TakeBackProducer(StreamsConfig config, String clientId, SchemaRegistryClient registry) {
    settings = new HashMap<>(config.getProducerConfigs(clientId));
    settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
    encoder = new RecordEncoder<>(registry, ModelRelease.class, TopicCatalog.MODEL_RELEASES);
  }

  @Override
  public void write(TakenBack takenBack) {
    waiting.add(takenBack);
  }

  /** Sends what waits; what the broker does not take waits again. */
  void send() {
    for (TakenBack next = waiting.poll(); next != null; next = waiting.poll()) {
      TakenBack takenBack = next;
      try {
        producer().send(record(takenBack), (done, error) -> sent(takenBack, error));
      } catch (RuntimeException e) {
        sent(takenBack, e);
        return;
      }
    }
  }

  private void sent(TakenBack takenBack, @Nullable Exception error) {
    if (error != null) {
      LOG.warn(
          "event=take-back-not-sent action=try-again release={} error=\"{}\"",
          takenBack.releaseId(),
          error.toString());
      waiting.add(takenBack);
    }
  }

  private ProducerRecord<byte[], byte[]> record(TakenBack takenBack) {
    String key = new ReleaseKey.OfTakenBack(takenBack.releaseId()).text();
    return new ProducerRecord<>(
        TopicCatalog.MODEL_RELEASES.name(),
        key.getBytes(StandardCharsets.UTF_8),
        encoder.encode(ReleaseRecords.of(takenBack)));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** Waits a few seconds for what was sent. */
  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofMillis(PATIENCE_MS));
    }
  }
}
