package dev.attune.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/** Others read and write with Confluent's own classes. */
class ConfluentInteropTest {
  private static final String TOPIC = TopicCatalog.USAGE_EVENTS.name();
  private static final Map<String, Object> CONFIG =
      Map.of(
          "schema.registry.url", "mock://confluent-interop", "avro.remove.java.properties", true);
  private static final Map<String, Object> SPECIFIC =
      Map.of("schema.registry.url", "mock://confluent-interop", "specific.avro.reader", true);

  private final SchemaRegistryClient client = RegistryClients.create("mock://confluent-interop");
  private final RecordEncoder<UsageEvent> encoder =
      new RecordEncoder<>(client, UsageEvent.class, TopicCatalog.USAGE_EVENTS);
  private final RecordDecoder<UsageEvent> decoder = new RecordDecoder<>(client, UsageEvent.class);

  @Test
  void shouldWriteWhatConfluentWrites() throws DecodingException {
    try (KafkaAvroSerializer serializer = new KafkaAvroSerializer(client, CONFIG)) {
      for (UsageEvent event : Samples.usageEvents()) {
        byte[] bytes = serializer.serialize(TOPIC, event);

        assertThat(encoder.encode(event)).isEqualTo(bytes);
        assertThat(decoder.decode(bytes)).isEqualTo(event);
      }
    }
  }

  /**
   * With its default settings Confluent's serializer registers a schema with Java hints: another
   * id, the same records.
   */
  @Test
  void shouldReadWhatConfluentWritesWithItsDefaults() throws DecodingException {
    SchemaRegistryClient own = RegistryClients.create("mock://confluent-defaults");
    try (KafkaAvroSerializer serializer =
        new KafkaAvroSerializer(own, Map.of("schema.registry.url", "mock://confluent-defaults"))) {
      RecordDecoder<UsageEvent> ownDecoder = new RecordDecoder<>(own, UsageEvent.class);
      for (UsageEvent event : Samples.usageEvents()) {
        assertThat(ownDecoder.decode(serializer.serialize(TOPIC, event))).isEqualTo(event);
      }
    }
  }

  @Test
  void shouldBeReadByConfluent() {
    try (KafkaAvroDeserializer specific = new KafkaAvroDeserializer(client, SPECIFIC);
        KafkaAvroDeserializer generic = new KafkaAvroDeserializer(client, CONFIG)) {
      for (UsageEvent event : Samples.usageEvents()) {
        byte[] bytes = encoder.encode(event);

        assertThat(specific.deserialize(TOPIC, bytes)).isEqualTo(event);
        assertThat(((GenericRecord) generic.deserialize(TOPIC, bytes)).get("sequence"))
            .isEqualTo(42L);
      }
    }
  }

  @Test
  void shouldReportUnreadableBytesToKafkaInItsOwnWords() {
    try (Deserializer<UsageEvent> deserializer =
        AvroSerdes.serde(client, UsageEvent.class).deserializer()) {
      assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {1, 2, 3}))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("NOT_WIRE_FORMAT");
    }
  }
}
