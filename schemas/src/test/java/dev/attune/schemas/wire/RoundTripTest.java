package dev.attune.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private final SchemaRegistryClient client = RegistryClients.create("mock://round-trip");
  private final RecordEncoder<UsageEvent> encoder =
      new RecordEncoder<>(client, UsageEvent.class, TopicCatalog.USAGE_EVENTS);
  private final RecordDecoder<UsageEvent> decoder = new RecordDecoder<>(client, UsageEvent.class);

  @Test
  void shouldReadWhatItWrote() throws DecodingException {
    for (UsageEvent event : Samples.usageEvents()) {
      assertThat(decoder.decode(encoder.encode(event))).isEqualTo(event);
    }
  }

  @Test
  void shouldWriteTheBodyAfterFiveBytes() {
    UsageEvent event = Samples.usageEvents().get(0);

    byte[] whole = encoder.encode(event);

    assertThat(whole[0]).isZero();
    assertThat(Arrays.copyOfRange(whole, 5, whole.length)).isEqualTo(encoder.body(event));
  }

  @Test
  void shouldServeKafka() {
    try (Serde<UsageEvent> serde = AvroSerdes.serde(client, UsageEvent.class)) {
      UsageEvent event = Samples.usageEvents().get(0);
      byte[] bytes = serde.serializer().serialize("device.usage-events", event);

      assertThat(bytes).isEqualTo(encoder.encode(event));
      assertThat(serde.deserializer().deserialize("device.usage-events", bytes)).isEqualTo(event);
      assertThat(serde.serializer().serialize("device.usage-events", null)).isNull();
      assertThat(serde.deserializer().deserialize("device.usage-events", null)).isNull();
    }
  }
}
