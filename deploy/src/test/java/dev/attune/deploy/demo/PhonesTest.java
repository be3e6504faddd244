package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PhonesTest {
  private static final int EVENTS = 3_000;

  private final SchemaRegistryClient registry = RegistryClients.create("mock://phones-test");
  private final Tally tally = new Tally();

  @Test
  void shouldSendInSimulatedTimeAndRetryNowAndThen() throws Exception {
    List<ProducerRecord<byte[], byte[]>> sent = send(EVENTS);

    RecordDecoder<UsageEvent> decoder = new RecordDecoder<>(registry, UsageEvent.class);
    Set<String> seen = new HashSet<>();
    long before = 0;
    int retries = 0;
    for (ProducerRecord<byte[], byte[]> record : sent) {
      UsageEvent event = decoder.decode(record.value());
      assertThat(event.getOccurredAt()).isGreaterThanOrEqualTo(before);
      before = event.getOccurredAt();
      String device = HexFormat.of().formatHex(event.getDevice().bytes());
      retries += seen.add(device + "/" + event.getSequence()) ? 0 : 1;
    }
    assertThat(sent).hasSize(EVENTS);
    assertThat(tally.sent.sum()).isEqualTo(EVENTS);
    assertThat(retries).isBetween(EVENTS / 300, EVENTS / 30);
  }

  @Test
  void shouldSendTheSameUnderTheSameSeed() {
    assertThat(send(500).stream().map(record -> HexFormat.of().formatHex(record.value())))
        .isEqualTo(
            send(500).stream().map(record -> HexFormat.of().formatHex(record.value())).toList());
  }

  @Test
  void shouldNeverSendMoreThanAsked() {
    assertThat(send(1)).hasSize(1);
    assertThat(send(777)).hasSize(777);
  }

  private List<ProducerRecord<byte[], byte[]>> send(int records) {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(
            true,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    PhoneMaker maker =
        new PhoneMaker(
            Pseudonymizer.withKey(new byte[Pseudonymizer.KEY_BYTES]),
            new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS),
            producer);
    Simulation world = new Simulation(SimulationConfig.of(5, 20, DemoSettings.START));
    Phones phones =
        new Phones(
            new Crowd(world, maker),
            maker,
            new Deliveries(
                registry,
                user -> Optional.empty(),
                new OfferCheck(List.of()),
                tally,
                Optional.empty()),
            tally,
            new Story(id -> id));
    new Turns(phones, () -> false).lockstep(records, 100, () -> {});
    return new ArrayList<>(producer.history());
  }
}
