package dev.attune.deploy.demo;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordEncoder;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records what users allow. Not thread-safe. */
final class ConsentSender {
  private final RecordEncoder<ConsentRecord> encoder;
  private final Producer<byte[], byte[]> producer;

  ConsentSender(SchemaRegistryClient registry, Producer<byte[], byte[]> producer) {
    this.encoder = new RecordEncoder<>(registry, ConsentRecord.class, TopicCatalog.CONSENTS);
    this.producer = producer;
  }

  /**
   * Sends what a user allows.
   *
   * @param seconds when they said so
   */
  void send(Pseudonym user, ConsentChanged consent, long seconds) {
    producer.send(
        new ProducerRecord<>(
            TopicCatalog.CONSENTS.name(),
            user.bytes(),
            encoder.encode(new ConsentRecord(seconds, consent))));
  }
}
