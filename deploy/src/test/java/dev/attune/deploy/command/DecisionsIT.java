package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.deploy.cluster.ApplicationProcess;
import dev.attune.deploy.cluster.CommittedRecords;
import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.Cluster;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.audit.ItemModerated;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user must be able to rely on, and what operators can ask, on a real broker. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class DecisionsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pseudonym ALICE =
      Pseudonym.of("alice's pseudony".getBytes(StandardCharsets.US_ASCII));

  private static LocalCluster broker;
  private static Cluster cluster;
  private static ApplicationProcess application;
  private static Path config;
  private static long sequence;

  @TempDir private static Path folder;

  @BeforeAll
  static void letPhonesLive() throws Exception {
    broker = LocalCluster.start();
    cluster = Cluster.connect(new Addresses(broker.bootstrapServers(), broker.registryUrl()));
    config =
        Files.write(
            folder.resolve("attune.properties"),
            List.of(
                "bootstrap.servers=" + broker.bootstrapServers(),
                "schema.registry.url=" + broker.registryUrl(),
                "decision.interval=1m",
                "decision.max.items=4",
                "state.dir=" + folder.resolve("state")));
    assertThat(attune("init", "--yes", "--partitions=2").code()).isZero();
    application =
        ApplicationProcess.start(
            folder.resolve("application.log"), "run", "--config", config.toString());
    while (!application.said().contains("The application is running.")) {
      assertThat(application.alive()).as(application.said()).isTrue();
      Thread.onSpinWait();
    }
    CommandRun simulated =
        attune("simulate", "--users=30", "--rate=300", "--duration=5s", "--json");
    assertThat(simulated.code()).as(simulated.err()).isZero();
  }

  @AfterAll
  static void end() throws Exception {
    try {
      assertThat(application.end()).as(application.said()).isZero();
    } finally {
      application.close();
      cluster.close();
      broker.close();
    }
  }

  @Test
  @Order(1)
  void shouldMakeDecisionsAgainByteForByte() throws Exception {
    CommandRun replayed =
        attune("replay-decision", "--sample=100", "--config", config.toString(), "--json");

    JsonNode verdicts = new ObjectMapper().readTree(replayed.out());
    assertThat(verdicts.get("asked").asInt()).as(replayed.err()).isGreaterThan(30);
    assertThat(verdicts.get("same").asInt())
        .as(replayed.out())
        .isEqualTo(verdicts.get("asked").asInt());
    assertThat(replayed.code()).isZero();
  }

  @Test
  @Order(2)
  void shouldSayWhyADecisionCannotBeMadeAgain() {
    CommandRun replayed = attune("replay-decision", "--sample=30");

    assertThat(replayed.code()).isEqualTo(1);
    assertThat(replayed.out())
        .contains("impossible", "other settings", "--config", "can't be made again; above is why");
  }

  @Test
  @Order(3)
  void shouldTellAPersonWhatWasDecided() {
    CommandRun told = attune("explain", "--last=2");

    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out())
        .contains("decisions, the latest last.")
        .contains("Generated by model release phone-usage")
        .contains("Left out of", "Good until");
  }

  @Test
  @Order(4)
  void shouldKeepADismissedItemAwayAndASettingMadeByHand() throws Exception {
    long now = System.currentTimeMillis() / 1000 - 4 * 3600;
    send(
        TopicCatalog.CONSENTS,
        new ConsentRecord(
            now, new ConsentChanged(List.of(Purpose.PERSONALIZATION), "1", "eu", AgeBand.ADULT)));
    event(now, new DeviceUnlocked());
    RecommendationList first = await(() -> lists().get(ALICE));
    String unwanted = first.getItems().get(0).getItem();

    event(now + 100, new RecommendationDismissed(first.getDecision(), unwanted));
    event(
        now + 110,
        new NotificationSettingChosen(
            NotificationCategory.NEWS, NotificationImportance.HIGH, true));
    for (int hour = 1; hour < 4; hour++) {
      event(now + hour * 3600L, new DeviceUnlocked());
    }
    NotificationSettings settings =
        await(
            () -> {
              NotificationSettings latest = settings().get(ALICE);
              return latest != null && news(latest).getPinned() ? latest : null;
            });

    assertThat(news(settings).getImportance()).isEqualTo(NotificationImportance.HIGH);
    List<RecommendationList> all =
        all(TopicCatalog.RECOMMENDATIONS, RecommendationList.class, ALICE);
    assertThat(all).hasSizeGreaterThan(1);
    assertThat(all.subList(1, all.size()))
        .allSatisfy(list -> assertThat(ids(list)).doesNotContain(unwanted));
  }

  @Test
  @Order(5)
  void shouldTakeARejectedItemOutOfEveryListAndRecordWhoDidIt() throws Exception {
    Map<String, Long> offered =
        lists().values().stream()
            .flatMap(list -> ids(list).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    String popular = Collections.max(offered.entrySet(), Map.Entry.comparingByValue()).getKey();

    CommandRun rejected =
        attune("catalog", "reject", popular, "--reason", "Too loud.", "--by", "Ms. Moderator");
    CommandRun again = attune("catalog", "reject", popular, "--reason", "Too loud.");

    assertThat(rejected.code()).as(rejected.err()).isZero();
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains(popular + " is rejected already.");
    Map<Pseudonym, RecommendationList> after =
        await(
            () -> {
              Map<Pseudonym, RecommendationList> now = lists();
              return now.values().stream().anyMatch(list -> ids(list).contains(popular))
                  ? null
                  : now;
            });
    assertThat(after).hasSizeGreaterThan(20);
    assertThat(attune("catalog", "list", "--state=rejected").out()).contains(popular);
    RecordDecoder<AuditRecord> decoder = new RecordDecoder<>(cluster.registry(), AuditRecord.class);
    List<ItemModerated> entries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(TopicCatalog.AUDIT_DECISIONS)) {
      if (decoder.decode(record.value()).getEntry() instanceof ItemModerated entry) {
        entries.add(entry);
      }
    }
    assertThat(entries)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getItem()).isEqualTo(popular);
              assertThat(entry.getBy()).isEqualTo("Ms. Moderator");
              assertThat(entry.getReason()).isEqualTo("Too loud.");
            });
  }

  @Test
  @Order(6)
  void shouldSayWhatIsNotThere() {
    assertUnknown(attune("explain", "AAAAAAAAAAAAAAAAAAAAAA"), "Nothing was decided for");
    assertUnknown(attune("replay-decision", "abcdef"), "The audit log has no decision \"abcdef\".");
    assertUnknown(
        attune("catalog", "approve", "app:nothing", "--reason=Fine."),
        "There is no item \"app:nothing\" in the catalog.");
  }

  private static void assertUnknown(CommandRun run, String sentence) {
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(sentence);
  }

  private interface Asked<T> {
    T ask() throws Exception;
  }

  /** Asks until there is an answer. */
  private static <T> T await(Asked<T> asked) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T answer = asked.ask();
      if (answer != null) {
        return answer;
      }
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
    }
  }

  private static CategorySetting news(NotificationSettings settings) {
    return settings.getCategories().get(NotificationCategory.NEWS.ordinal());
  }

  private static Map<Pseudonym, RecommendationList> lists() throws Exception {
    return latest(TopicCatalog.RECOMMENDATIONS, RecommendationList.class);
  }

  private static Map<Pseudonym, NotificationSettings> settings() throws Exception {
    return latest(TopicCatalog.NOTIFICATION_SETTINGS, NotificationSettings.class);
  }

  private static <T extends SpecificRecord> Map<Pseudonym, T> latest(TopicSpec topic, Class<T> type)
      throws Exception {
    RecordDecoder<T> decoder = new RecordDecoder<>(cluster.registry(), type);
    Map<Pseudonym, T> latest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(topic)) {
      latest.put(Pseudonym.of(record.key()), decoder.decode(record.value()));
    }
    return latest;
  }

  private static <T extends SpecificRecord> List<T> all(
      TopicSpec topic, Class<T> type, Pseudonym user) throws Exception {
    RecordDecoder<T> decoder = new RecordDecoder<>(cluster.registry(), type);
    List<T> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(topic)) {
      if (Pseudonym.of(record.key()).equals(user)) {
        all.add(decoder.decode(record.value()));
      }
    }
    return all;
  }

  private static List<ConsumerRecord<byte[], byte[]>> committed(TopicSpec topic) {
    return CommittedRecords.of(topic.name(), broker.bootstrapServers());
  }

  private static List<String> ids(RecommendationList list) {
    return list.getItems().stream().map(RecommendedItem::getItem).toList();
  }

  private static void event(long at, Object payload) throws Exception {
    Context context =
        new Context(12, 0, NetworkType.WIFI, BatteryBucket.HIGH, false, PlaceClass.HOME);
    send(
        TopicCatalog.USAGE_EVENTS,
        new UsageEvent(new DevicePseudonym(new byte[8]), ++sequence, at, context, payload));
  }

  private static <T extends SpecificRecord> void send(TopicSpec topic, T value) throws Exception {
    @SuppressWarnings("unchecked") // the class of a T
    Class<T> type = (Class<T>) value.getClass();
    byte[] bytes = new RecordEncoder<>(cluster.registry(), type, topic).encode(value);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), ALICE.bytes(), bytes)).get();
    }
  }

  private static CommandRun attune(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap=" + broker.bootstrapServers());
    all.add("--registry=" + broker.registryUrl());
    return CommandRun.of(all.toArray(String[]::new));
  }
}
