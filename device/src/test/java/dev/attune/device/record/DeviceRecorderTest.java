package dev.attune.device.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeviceRecorderTest {
  private static final Context CONTEXT =
      new Context(8, 60, NetworkType.WIFI, BatteryBucket.HIGH, true, PlaceClass.HOME);
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123Z");

  private final SchemaRegistryClient registry = RegistryClients.create("mock://device-recorder");
  private final RecordEncoder<UsageEvent> encoder =
      new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS);
  private final RecordDecoder<UsageEvent> decoder = new RecordDecoder<>(registry, UsageEvent.class);
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Pseudonymizer pseudonymizer = Pseudonymizer.withKey(new byte[32]);

  @Test
  void shouldSendNumberedEventsUnderTheUsersPseudonym() throws Exception {
    // given
    DeviceRecorder recorder =
        new DeviceRecorder(
            producer,
            encoder,
            pseudonymizer.user("alice"),
            new DevicePseudonym(pseudonymizer.device("phone")),
            0,
            InstantSource.fixed(NOW));

    // when
    recorder.record(1_000, CONTEXT, new DeviceUnlocked());
    recorder.record(1_002, CONTEXT, new AppOpened("app:maps"));

    // then
    DevicePseudonym device = new DevicePseudonym(pseudonymizer.device("phone"));
    List<ProducerRecord<byte[], byte[]>> sent = producer.history();
    assertThat(sent).hasSize(2);
    assertThat(sent)
        .allSatisfy(
            record -> {
              assertThat(record.topic()).isEqualTo("device.usage-events");
              assertThat(record.key()).isEqualTo(pseudonymizer.user("alice").bytes());
              assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
              assertThat(record.partition()).isNull();
              assertThat(record.headers()).isEmpty();
            });
    assertThat(decoder.decode(sent.get(0).value()))
        .isEqualTo(new UsageEvent(device, 1L, 1_000L, CONTEXT, new DeviceUnlocked()));
    assertThat(decoder.decode(sent.get(1).value()))
        .isEqualTo(new UsageEvent(device, 2L, 1_002L, CONTEXT, new AppOpened("app:maps")));
    assertThat(recorder.lastSequence()).isEqualTo(2);
    assertThat(recorder.user()).isEqualTo(pseudonymizer.user("alice"));
  }

  @Test
  void shouldNotSendTheIds() {
    DeviceRecorder recorder =
        new DeviceRecorder(
            producer, encoder, pseudonymizer, "alice@example.org", "imei-356938035643809");

    recorder.record(1_000, CONTEXT, new AppOpened("app:maps"));

    ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
    String everything =
        new String(sent.key(), StandardCharsets.ISO_8859_1)
            + new String(sent.value(), StandardCharsets.ISO_8859_1);
    assertThat(everything)
        .doesNotContain("alice")
        .doesNotContain("356938035643809")
        .contains("app:maps");
  }

  @Test
  void shouldTellWhenTheClusterHasTheEvent() {
    DeviceRecorder recorder =
        new DeviceRecorder(producer, encoder, pseudonymizer, "alice", "phone");

    Future<?> sent = recorder.record(1_000, CONTEXT, new DeviceUnlocked());

    assertThat(sent).isNotDone();
    producer.completeNext();
    assertThat(sent).isDone();
  }

  @Test
  void shouldGoOnWhereThePhoneStopped() throws Exception {
    DeviceRecorder recorder =
        new DeviceRecorder(
            producer,
            encoder,
            pseudonymizer.user("alice"),
            new DevicePseudonym(pseudonymizer.device("phone")),
            41,
            InstantSource.system());

    recorder.record(1_000, CONTEXT, new DeviceUnlocked());

    assertThat(decoder.decode(producer.history().get(0).value()).getSequence()).isEqualTo(42);
  }

  @Test
  void shouldUseUpNoNumberForWhatIsNoEvent() {
    DeviceRecorder recorder =
        new DeviceRecorder(producer, encoder, pseudonymizer, "alice", "phone");

    assertThatThrownBy(() -> recorder.record(1_000, CONTEXT, "no payload"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> recorder.record(1_000, CONTEXT, new AppOpened()))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(recorder.lastSequence()).isZero();
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void shouldKeepPhonesOfOneUserApart() throws Exception {
    DeviceRecorder first = new DeviceRecorder(producer, encoder, pseudonymizer, "alice", "one");
    DeviceRecorder second = new DeviceRecorder(producer, encoder, pseudonymizer, "alice", "two");

    first.record(1_000, CONTEXT, new DeviceUnlocked());
    second.record(1_000, CONTEXT, new DeviceUnlocked());

    assertThat(producer.history().get(0).key()).isEqualTo(producer.history().get(1).key());
    UsageEvent one = decoder.decode(producer.history().get(0).value());
    UsageEvent two = decoder.decode(producer.history().get(1).value());
    assertThat(one.getDevice()).isNotEqualTo(two.getDevice());
    assertThat(one.getSequence()).isEqualTo(two.getSequence()).isEqualTo(1);
  }

  @Test
  void shouldKeepTheProducerIdempotentWhateverIsOverridden() {
    Map<String, Object> settings =
        RecorderProducer.settings(
            "broker:9092", Map.of("enable.idempotence", "false", "acks", "1", "linger.ms", "5"));

    assertThat(settings)
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("enable.idempotence", true)
        .containsEntry("acks", "all")
        .containsEntry("linger.ms", "5");
  }
}
