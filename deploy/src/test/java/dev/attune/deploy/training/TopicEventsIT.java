package dev.attune.deploy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.CatalogPublisher;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.device.record.RecorderProducer;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.models.training.DataClass;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.ErasureRequested;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who allows training is learned from, and nobody else. */
class TopicEventsIT {
  private static final int EVENTS = 40;
  private static final Simulation WORLD =
      new Simulation(SimulationConfig.of(3, 8, TrainingSetRequest.USUAL_START));

  private static LocalCluster servers;
  private static Cluster cluster;
  private static String missingTopic;

  private final List<String> said = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeAll
  static void fillTopics() {
    servers = LocalCluster.start();
    cluster = Cluster.connect(new Addresses(servers.bootstrapServers(), servers.registryUrl()));
    try {
      new TopicEvents(cluster, "").read(new RecordedEvents());
      missingTopic = "nothing was missing";
    } catch (ClusterException e) {
      missingTopic = e.getMessage();
    }
    ProvisionPlan.of(cluster, 2, (short) 1).apply();
    try (Producer<byte[], byte[]> producer =
        RecorderProducer.open(servers.bootstrapServers(), Map.of())) {
      CatalogPublisher.publish(WORLD.catalog(), cluster, producer);
      consent(producer, 0, change("eu", Purpose.MODEL_TRAINING));
      consent(producer, 1, change("na", Purpose.MODEL_TRAINING, Purpose.PERSONALIZATION));
      consent(producer, 2, change("eu", Purpose.PERSONALIZATION));
      consent(producer, 3, change("eu", Purpose.MODEL_TRAINING));
      consent(producer, 3, change("eu"));
      consent(producer, 4, change("eu", Purpose.MODEL_TRAINING));
      consent(producer, 4, new ErasureRequested(1L));
      for (int user = 0; user < 6; user++) {
        live(producer, user);
      }
      producer.send(
          new ProducerRecord<>(TopicCatalog.USAGE_EVENTS.name(), key(0), new byte[] {1, 2}));
    }
  }

  @AfterAll
  static void end() {
    cluster.close();
    servers.close();
  }

  @Test
  void shouldLearnFromThoseOnlyWhoAllowIt() throws IOException {
    JsonNode meta = export("", DataClass.PRIVATE);

    assertThat(meta.get("users").asInt()).isEqualTo(2);
    assertThat(meta.get("tokens").asInt()).isEqualTo(2 * EVENTS);
    assertThat(meta.get("source").asText()).isEqualTo("recorded");
    assertThat(meta.get("dataClass").asText()).isEqualTo("private");
    assertThat(said)
        .contains(
            "2 users allow training; 4 with events left out: they don't; 1 records could not be read");
  }

  @Test
  void shouldTakeTheUsersOfOneRegion() throws IOException {
    assertThat(export("na", DataClass.PRIVATE).get("users").asInt()).isEqualTo(1);
  }

  @Test
  void shouldKnowTheWholeCatalogByName() throws IOException {
    export("", DataClass.PRIVATE);

    assertThat(said)
        .anyMatch(line -> line.startsWith(WORLD.catalog().size() + " items known by name"));
  }

  @Test
  void shouldNameTheTopicThatIsMissing() {
    assertThat(missingTopic).contains("There is no topic privacy.consents", "attune init");
  }

  @Test
  void shouldSayWhenNobodyAllowsIt() {
    assertThatThrownBy(() -> export("apac", DataClass.PRIVATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no events to learn from");
  }

  private JsonNode export(String region, DataClass dataClass) throws IOException {
    Path out = folder.resolve("set");
    new RecordedExport(new RecordedRequest(1, 20, 24, 5, dataClass, out), said::add)
        .run(cluster, region);
    return new ObjectMapper().readTree(out.resolve("meta.json").toFile());
  }

  private static ConsentChanged change(String region, Purpose... purposes) {
    return new ConsentChanged(List.of(purposes), "1", region, AgeBand.ADULT);
  }

  private static void consent(Producer<byte[], byte[]> producer, int user, Object change) {
    byte[] value =
        new RecordEncoder<>(cluster.registry(), ConsentRecord.class, TopicCatalog.CONSENTS)
            .encode(new ConsentRecord(0L, change));
    producer.send(new ProducerRecord<>(TopicCatalog.CONSENTS.name(), key(user), value));
  }

  private static void live(Producer<byte[], byte[]> producer, int number) {
    RecordEncoder<UsageEvent> encoder =
        new RecordEncoder<>(cluster.registry(), UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    SimulatedUser user = WORLD.user(number);
    for (int i = 0; i < EVENTS; i++) {
      UsageEvent event = user.next().toUsageEvent(new DevicePseudonym(new byte[8]));
      byte[] value = encoder.encode(event);
      producer.send(new ProducerRecord<>(TopicCatalog.USAGE_EVENTS.name(), key(number), value));
      if (i == 0) {
        producer.send(new ProducerRecord<>(TopicCatalog.USAGE_EVENTS.name(), key(number), value));
      }
    }
  }

  private static byte[] key(int user) {
    byte[] bytes = new byte[Pseudonym.BYTES];
    bytes[0] = (byte) (user + 1);
    return bytes;
  }
}
