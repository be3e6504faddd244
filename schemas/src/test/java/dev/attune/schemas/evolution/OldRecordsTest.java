package dev.attune.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.deadletter.DeadLetter;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/**
 * Compatibility is a promise about records, so here are some: old ones read with new code and the
 * other way round.
 */
class OldRecordsTest {
  private static final String URL = "mock://old-records";

  private final Schema first = SchemaHistory.versions(TopicCatalog.DEAD_LETTERS).get(0);
  private final SchemaRegistryClient client = RegistryClients.create(URL);

  @Test
  void shouldReadRecordsOfTheFirstVersion() throws Exception {
    client.register(TopicCatalog.DEAD_LETTERS.subject(), new AvroSchema(first));
    GenericRecord old = new GenericData.Record(first);
    old.put("reason", "malformed");
    old.put("errorClass", "Error");
    old.put("topic", "device.usage-events");
    old.put("partition", 3);
    old.put("offset", 99L);
    old.put("timestamp", 5L);
    old.put("valueLength", 6);
    old.put("valueSha256", ByteBuffer.wrap(new byte[32]));
    byte[] bytes;
    try (KafkaAvroSerializer serializer =
        new KafkaAvroSerializer(client, Map.of("schema.registry.url", URL))) {
      bytes = serializer.serialize(TopicCatalog.DEAD_LETTERS.name(), old);
    }

    DeadLetter read = new RecordDecoder<>(client, DeadLetter.class).decode(bytes);

    assertThat(read.getOffset()).isEqualTo(99);
    assertThat(read.getSchemaId()).isNull();
  }

  @Test
  void shouldBeReadWithTheFirstVersion() throws Exception {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setReason("malformed")
            .setErrorClass("Error")
            .setTopic("device.usage-events")
            .setPartition(3)
            .setOffset(99)
            .setTimestamp(5)
            .setValueLength(6)
            .setValueSha256(ByteBuffer.wrap(new byte[32]))
            .setSchemaId(12)
            .build();
    byte[] body =
        new RecordEncoder<>(client, DeadLetter.class, TopicCatalog.DEAD_LETTERS).body(letter);

    GenericRecord read =
        new GenericDatumReader<GenericRecord>(TopicCatalog.DEAD_LETTERS.schema(), first)
            .read(null, DecoderFactory.get().binaryDecoder(body, null));

    assertThat(read.get("offset")).isEqualTo(99L);
    assertThat(read.hasField("schemaId")).isFalse();
  }
}
