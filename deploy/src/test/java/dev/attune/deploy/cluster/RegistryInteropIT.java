package dev.attune.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.DecodingException.Reason;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.schemas.wire.RegistryUnavailableException;
import dev.attune.schemas.wire.SchemaRegistration;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our encoder and decoder, Confluent's serializers and a real registry understand each other. */
class RegistryInteropIT {
  private static final TopicSpec TOPIC = TopicCatalog.CONSENTS;
  private static final ConsentRecord RECORD =
      new ConsentRecord(
          1_790_000_000L,
          new ConsentChanged(
              List.of(Purpose.PERSONALIZATION, Purpose.ANALYTICS), "2026-11", "eu", AgeBand.ADULT));

  private final String url = SharedCluster.get().registryUrl();
  private final SchemaRegistryClient client = RegistryClients.create(url);

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  @Test
  void shouldReadWhatConfluentWrites() throws Exception {
    SchemaRegistration.registerAll(client);
    Map<String, Object> config =
        Map.of(
            "schema.registry.url", url,
            "auto.register.schemas", false,
            "avro.remove.java.properties", true);
    try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
      serializer.configure(config, false);
      byte[] bytes = serializer.serialize(TOPIC.name(), RECORD);

      assertThat(new RecordDecoder<>(client, ConsentRecord.class).decode(bytes)).isEqualTo(RECORD);
      assertThat(new RecordEncoder<>(client, ConsentRecord.class, TOPIC).encode(RECORD))
          .isEqualTo(bytes);
    }
  }

  @Test
  void shouldReadWhatConfluentWritesWithItsDefaults() throws Exception {
    try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
      serializer.configure(Map.of("schema.registry.url", url), false);
      byte[] bytes = serializer.serialize("interop-it-defaults", RECORD);

      assertThat(new RecordDecoder<>(client, ConsentRecord.class).decode(bytes)).isEqualTo(RECORD);
    }
  }

  @Test
  void shouldBeReadByConfluent() {
    byte[] bytes = new RecordEncoder<>(client, ConsentRecord.class, TOPIC).encode(RECORD);

    try (KafkaAvroDeserializer specific = new KafkaAvroDeserializer();
        KafkaAvroDeserializer generic = new KafkaAvroDeserializer()) {
      specific.configure(Map.of("schema.registry.url", url, "specific.avro.reader", true), false);
      generic.configure(Map.of("schema.registry.url", url), false);

      assertThat(specific.deserialize(TOPIC.name(), bytes)).isEqualTo(RECORD);
      GenericRecord read = (GenericRecord) generic.deserialize(TOPIC.name(), bytes);
      assertThat(read.get("recordedAt")).isEqualTo(1_790_000_000L);
      assertThat(((GenericRecord) read.get("change")).get("region")).hasToString("eu");
    }
  }

  @Test
  void shouldRegisterAllSchemasOnce() throws Exception {
    Map<String, Integer> first = SchemaRegistration.registerAll(client);
    Map<String, Integer> again;
    try (SchemaRegistryClient other = RegistryClients.create(url)) {
      again = SchemaRegistration.registerAll(other);
    }

    assertThat(again).isEqualTo(first);
    assertThat(first.values()).doesNotHaveDuplicates();
    assertThat(client.getAllSubjects()).containsAll(first.keySet());
    assertThat(client.getAllVersions(TOPIC.subject())).containsExactly(1);
  }

  @Test
  void shouldHaveTheRegistryRefuseAVersionThatBreaksReaders() throws Exception {
    SchemaRegistration.registerAll(client);
    String schema = TopicCatalog.CATALOG_ITEMS.schema().toString();
    Schema broken =
        new Schema.Parser().parse(schema.replace("\"name\":\"title\"", "\"name\":\"heading\""));

    RestClientException refusal =
        catchThrowableOfType(
            RestClientException.class,
            () -> client.register(TopicCatalog.CATALOG_ITEMS.subject(), new AvroSchema(broken)));

    assertThat(refusal.getStatus()).isEqualTo(409);
  }

  @Test
  void shouldTellUnknownIdsAndOtherSchemasApart() {
    int other = SchemaRegistration.registerAll(client).get(TOPIC.subject());
    RecordDecoder<CatalogItem> decoder = new RecordDecoder<>(client, CatalogItem.class);

    assertThat(reason(decoder, 1_999_999_999)).isEqualTo(Reason.UNKNOWN_SCHEMA);
    assertThat(reason(decoder, other)).isEqualTo(Reason.INCOMPATIBLE_SCHEMA);
  }

  @Test
  void shouldWaitForARegistryThatIsNotThere() throws Exception {
    byte[] bytes = new RecordEncoder<>(client, ConsentRecord.class, TOPIC).encode(RECORD);
    String nowhere = "http://localhost:" + Ports.choose(0, "nothing") + "/apis/ccompat/v7";

    try (SchemaRegistryClient lost = RegistryClients.create(nowhere)) {
      assertThatThrownBy(() -> new RecordDecoder<>(lost, ConsentRecord.class).decode(bytes))
          .isInstanceOf(RegistryUnavailableException.class);
      assertThatThrownBy(() -> new RecordEncoder<>(lost, ConsentRecord.class, TOPIC).encode(RECORD))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  /** A wrong path must stop the reader, not send every record to the dead letters. */
  @Test
  void shouldWaitWhenTheAddressIsNoRegistry() throws Exception {
    byte[] bytes = new RecordEncoder<>(client, ConsentRecord.class, TOPIC).encode(RECORD);

    try (SchemaRegistryClient wrong =
        RegistryClients.create(url.replace("/apis/ccompat/v7", "/apis/none"))) {
      assertThatThrownBy(() -> new RecordDecoder<>(wrong, ConsentRecord.class).decode(bytes))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  private static Reason reason(RecordDecoder<?> decoder, int id) {
    byte[] bytes = ByteBuffer.allocate(9).putInt(1, id).array();
    return catchThrowableOfType(DecodingException.class, () -> decoder.decode(bytes)).reason();
  }
}
