package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.deploy.cluster.ApplicationProcess;
import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.schemas.topics.TopicCatalog;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against a cluster that is there: init, run, simulate, replay and watch. */
class ClusterCommandsIT {
  private static LocalCluster cluster;
  private static ApplicationProcess application;
  private static CommandRun plan;
  private static CommandRun watchedTooEarly;
  private static CommandRun ranTooEarly;
  private static CommandRun init;
  private static CommandRun simulated;
  private static Path config;

  @TempDir private static Path folder;

  @BeforeAll
  static void runPhonesOnACluster() throws Exception {
    cluster = LocalCluster.start();
    config =
        Files.write(
            folder.resolve("attune.properties"),
            List.of(
                "bootstrap.servers=" + cluster.bootstrapServers(),
                "schema.registry.url=" + cluster.registryUrl(),
                "state.dir=" + folder.resolve("state")));
    plan = attune("init");
    watchedTooEarly = attune("watch", "recommendations");
    ranTooEarly = CommandRun.of("run", "--config", config.toString());
    init = attune("init", "--yes", "--partitions=2");
    application =
        ApplicationProcess.start(
            folder.resolve("application.log"), "run", "--config", config.toString());
    while (!application.said().contains("The application is running.")) {
      assertThat(application.alive()).as(application.said()).isTrue();
      Thread.onSpinWait();
    }
    simulated = attune("simulate", "--users=30", "--rate=200", "--duration=4s", "--json");
  }

  @AfterAll
  static void endInOrder() throws Exception {
    try {
      assertThat(application.end()).as(application.said()).isZero();
      assertThat(application.said()).contains("The application has ended in order.");
    } finally {
      application.close();
      cluster.close();
    }
  }

  @Test
  void shouldShowThePlanFirst() {
    assertThat(plan.code()).isEqualTo(1);
    assertThat(plan.out())
        .contains("create topic device.usage-events: 8 partitions, cleanup delete after 7 days")
        .contains("register schema personalization.recommendations-value");
    assertThat(plan.err()).contains("Nothing was changed; add --yes");
    assertThat(init.out()).contains("create topic device.usage-events: 2 partitions");
    assertThat(init.code()).as(init.err()).isZero();
  }

  @Test
  void shouldDoNothingTheSecondTime() {
    CommandRun again = attune("init");

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("nothing to do", "device.usage-events has 2 partitions");
  }

  @Test
  void shouldNameWhatIsMissingOnAnEmptyCluster() {
    assertThat(watchedTooEarly.code()).isEqualTo(1);
    assertThat(watchedTooEarly.err())
        .contains("There is no topic personalization.recommendations", "attune init");
    assertThat(ranTooEarly.code()).isEqualTo(1);
    assertThat(ranTooEarly.err()).contains("device.usage-events", "do not exist");
  }

  @Test
  void shouldLetSimulatedPhonesTalkToTheApplication() throws Exception {
    assertThat(simulated.code()).as(simulated.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(simulated.out());
    assertThat(figure(report, "events.sent")).isEqualTo(800);
    assertThat(figure(report, "recommendations.lists")).isPositive();
    assertThat(figure(report, "notification_settings.records")).isPositive();
    assertThat(figure(report, "recommendations.invalid")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"recommendations", "notification-settings", "audit", "usage-events", "catalog"})
  void shouldWatchTopics(String topic) throws Exception {
    CommandRun json = attune("watch", topic, "--from-beginning", "--max=2", "--json");
    CommandRun text = attune("watch", topic, "--from-beginning", "--max=2");

    assertThat(json.code()).as(json.err()).isZero();
    assertThat(json.out().lines()).hasSize(2);
    for (String line : json.out().lines().toList()) {
      JsonNode record = new ObjectMapper().readTree(line);
      assertThat(record.get("topic").asText())
          .isEqualTo(TopicCatalog.byName(topic).orElseThrow().name());
      assertThat(record.get("key").asText()).isNotEmpty();
      assertThat(record.get("value").isObject()).as(line).isTrue();
    }
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out().lines()).hasSize(2);
  }

  /** A consumer that knows nothing of Attune but the two addresses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "personalization.recommendations",
        "personalization.notification-settings",
        "audit.decisions"
      })
  void shouldBeReadByAnyConfluentClient(String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "schema.registry.url",
            cluster.registryUrl(),
            "isolation.level",
            "read_committed",
            "value.deserializer",
            KafkaAvroDeserializer.class,
            "key.deserializer",
            ByteArrayDeserializer.class);
    try (KafkaConsumer<byte[], GenericRecord> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int seen = 0;
      while (seen == 0) {
        for (ConsumerRecord<byte[], GenericRecord> record : consumer.poll(Duration.ofSeconds(30))) {
          assertThat(record.key()).hasSize(16);
          assertThat(record.value().getSchema().getFields()).isNotEmpty();
          seen++;
        }
      }
    }
  }

  @Test
  void shouldReplayARecordedLog() throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("lsapp.tsv"),
            "user_id\tsession_id\ttimestamp\tapp_name\tevent_type\n"
                + "0\t1\t2018-01-16 06:01:05\tMaps\tOpened\n"
                + "0\t1\t2018-01-16 06:02:05\tMaps\tClosed\n"
                + "0\t2\t2018-01-16 09:02:05\tMail\tOpened\n"
                + "1\t3\tyesterday\tMail\tOpened\n");

    CommandRun replayed = attune("replay", "--preset=lsapp", log.toString());

    assertThat(replayed.code()).as(replayed.err()).isZero();
    assertThat(replayed.out())
        .contains("4 rows read, 3 used, 1 skipped", "bad-time (line 5)")
        .containsPattern("recommendations\\.lists +[1-9]");
  }

  @Test
  void shouldRefuseALogWithWrongColumns() throws Exception {
    Path log = Files.writeString(folder.resolve("wrong.tsv"), "who\twhat\n1\t2\n");

    CommandRun refused = attune("replay", "--preset=lsapp", log.toString());

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("wrong.tsv", "user_id").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch recommendations", "init", "simulate"})
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void shouldSayWhenNoBrokerAnswers(String command) {
    CommandRun run =
        CommandRun.of(
            (command + " --bootstrap=localhost:1 --registry=" + cluster.registryUrl()).split(" "));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("No broker answers at localhost:1").doesNotContain("\tat ");
  }

  @Test
  void shouldSayWhenNoRegistryAnswers() {
    CommandRun run =
        CommandRun.of(
            "init", "--bootstrap=" + cluster.bootstrapServers(), "--registry=http://localhost:1");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("No schema registry answers at http://localhost:1");
  }

  private static CommandRun attune(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--bootstrap=" + cluster.bootstrapServers();
    all[arguments.length + 1] = "--registry=" + cluster.registryUrl();
    return CommandRun.of(all);
  }

  private static double figure(JsonNode report, String name) {
    for (JsonNode figure : report.get("figures")) {
      if (figure.get("name").asText().equals(name)) {
        return figure.get("value").asDouble();
      }
    }
    throw new AssertionError("there is no figure " + name);
  }
}
