package dev.attune.testkit;

import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.topic.ReleaseFolder;
import dev.attune.models.release.topic.ReleaseKey;
import dev.attune.models.release.topic.ReleaseRecords;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.deadletter.DeadLetter;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.synthetic.SyntheticSession;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.AvroLimits;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.schemas.wire.SchemaRegistration;
import dev.attune.topology.app.AttuneApplication;
import dev.attune.topology.app.AttuneConfig;
import dev.attune.topology.app.ModelReleases;
import dev.attune.topology.app.PipelineStats;
import dev.attune.topology.app.ReleaseService;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import dev.attune.topology.stream.PersonalizationTopology;
import dev.attune.topology.stream.PipelineCounters;
import dev.attune.topology.stream.TopologyNames;
import dev.attune.topology.summary.SummarySettings;
import dev.attune.topology.synthesis.LedgerHistory;
import dev.attune.topology.synthesis.SynthesisParts;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Drives the production topology without a broker: real stores, real codecs, the production
 * settings, and a registry in memory.
 *
 * <pre>{@code
 * try (AttuneTestKit kit = AttuneTestKit.create()) {
 *   kit.catalog(Items.item("app:maps", "travel"));
 *   TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
 *   alice.opens("app:maps", at).unlocks(at.plusSeconds(60));
 *   List<RecommendationList> lists = kit.recommendations(alice);
 * }
 * }</pre>
 *
 * <p>The driver commits after each record. So an output is there when the method that caused it
 * returns, and the model always sees one event at a time: batches are what this kit can't test, nor
 * anything about rebalancing, restarts and transactions. Not thread-safe.
 */
public final class AttuneTestKit implements AutoCloseable {

  /** When the story begins, a Monday; events have to come with their own times. */
  public static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private static final Duration CLOCK_STEP = Duration.ofSeconds(1);
  private static final byte[] EPOCH_KEY = new byte[Pseudonymizer.KEY_BYTES];

  private final String scope;
  private final ReleaseService releases;
  private final SchemaRegistryClient registry;
  private final PipelineCounters counters = new PipelineCounters();
  private final TopologyTestDriver driver;
  private final StateFolder stateFolder;
  private final Pseudonymizer pseudonymizer = Pseudonymizer.withKey(EPOCH_KEY);
  private final Map<String, List<TestRecord<byte[], byte[]>>> outputs = new HashMap<>();
  private final Map<String, TestOutputTopic<byte[], byte[]>> topics = new HashMap<>();

  static {
    AvroLimits.apply();
  }

  private AttuneTestKit(Map<String, String> settings, List<byte[]> ledger) {
    scope = "attune-testkit-" + UUID.randomUUID();
    stateFolder = StateFolder.create();
    Map<String, String> all = new HashMap<>();
    all.put("bootstrap.servers", "none:9092");
    all.put("schema.registry.url", "mock://" + scope);
    all.put("state.dir", stateFolder.path().toString());
    // The registry is in memory: what it does not know now it will not know later.
    all.put("registry.patience", "0ms");
    // A test's user should get personal decisions, whatever their id.
    all.put("decision.control.share", "0");
    all.putAll(settings);
    AttuneConfig config = AttuneConfig.of(all);
    registry = RegistryClients.create(config.schemaRegistryUrl());
    SchemaRegistration.registerAll(registry);
    ModelReleases configured = ModelReleases.open(config);
    releases =
        new ReleaseService(
            configured,
            config.releases(),
            ModelReleases.trusted(config.trustedKeysFile()),
            registry,
            counters,
            this::send,
            "testkit");
    driver =
        new TopologyTestDriver(
            PersonalizationTopology.build(
                config.topology(),
                releases.running(),
                registry,
                counters,
                config.synthesis().map(summaries -> synthesis(configured, summaries, ledger))),
            config.streamsProperties(),
            START);
  }

  private SynthesisParts synthesis(
      ModelReleases configured, SummarySettings settings, List<byte[]> ledger) {
    LedgerHistory history = () -> ledger;
    return new SynthesisParts(
        settings,
        1,
        AttuneApplication.generators(configured, settings, history, registry, counters),
        history,
        registry);
  }

  /** A kit with the model release that travels with Attune and default settings. */
  public static AttuneTestKit create() {
    return new AttuneTestKit(Map.of(), List.of());
  }

  /**
   * A kit with other settings.
   *
   * @param settings keys of Attune's configuration, such as {@code model.release} = {@code
   *     fallback}; brokers, registry and state folder are the kit's
   */
  public static AttuneTestKit create(Map<String, String> settings) {
    return new AttuneTestKit(settings, List.of());
  }

  /**
   * A kit that starts as an application does that was reset: its stores are empty, but the privacy
   * ledger is as another kit left it.
   *
   * @param ledger what {@link #records} of {@link TopicCatalog#LEDGER} had as values
   */
  public static AttuneTestKit resetWith(Map<String, String> settings, List<byte[]> ledger) {
    return new AttuneTestKit(settings, List.copyOf(ledger));
  }

  /** Lets the wall clock go on, by which windows of private summaries are closed. */
  public AttuneTestKit pass(Duration time) {
    for (Duration left = time; !left.isZero(); ) {
      Duration step = left.compareTo(CLOCK_STEP) < 0 ? left : CLOCK_STEP;
      driver.advanceWallClockTime(step);
      left = left.minus(step);
    }
    return this;
  }

  /** All entries of the privacy ledger, in order. */
  public List<LedgerEntry> ledger() {
    return records(TopicCatalog.LEDGER).stream()
        .map(record -> decode(record.value(), LedgerEntry.class))
        .toList();
  }

  /** All made-up sessions, in order. */
  public List<SyntheticSession> syntheticSessions() {
    return records(TopicCatalog.SYNTHETIC_SESSIONS).stream()
        .map(record -> decode(record.value(), SyntheticSession.class))
        .toList();
  }

  /** Puts items into the catalog, or replaces those with the same ids. */
  public AttuneTestKit catalog(CatalogItem... items) {
    return catalog(Arrays.asList(items));
  }

  /** Puts items into the catalog, or replaces those with the same ids. */
  public AttuneTestKit catalog(List<CatalogItem> items) {
    for (CatalogItem item : items) {
      byte[] key = item.getId().getBytes(StandardCharsets.UTF_8);
      sendBytes(TopicCatalog.CATALOG_ITEMS, key, encode(TopicCatalog.CATALOG_ITEMS, item), START);
    }
    return this;
  }

  /** Takes an item out of the catalog. */
  public AttuneTestKit withdraw(String item) {
    sendBytes(TopicCatalog.CATALOG_ITEMS, item.getBytes(StandardCharsets.UTF_8), null, START);
    return this;
  }

  /** A user with one phone; two users with the same id are one. */
  public TestUser user(String id) {
    return user(id, id + "'s phone");
  }

  /** A user with this phone of theirs. */
  public TestUser user(String id, String device) {
    return new TestUser(this, pseudonymizer.user(id), pseudonymizer.device(device));
  }

  /**
   * Publishes the release in a folder, as {@code attune model publish} does, and loads or refuses
   * it, as an application does in the background.
   */
  public AttuneTestKit publish(Path folder) {
    try {
      ReleaseFolder.records(folder, START).forEach(this::sendRelease);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return work();
  }

  /** Decides who gets which release. */
  public AttuneTestKit rollOut(Rollout rollout) {
    sendRelease(ReleaseKey.ROLLOUT, ReleaseRecords.of(rollout));
    return work();
  }

  /** Takes a release back for everyone. */
  public AttuneTestKit takeBack(TakenBack takenBack) {
    send(takenBack);
    return work();
  }

  /** Sends one record of a release, or of a decision about releases; nothing is loaded yet. */
  public void sendRelease(String key, @Nullable ModelRelease record) {
    sendBytes(
        TopicCatalog.MODEL_RELEASES,
        key.getBytes(StandardCharsets.UTF_8),
        record == null ? null : encode(TopicCatalog.MODEL_RELEASES, record),
        START);
  }

  private void send(TakenBack takenBack) {
    sendRelease(
        new ReleaseKey.OfTakenBack(takenBack.releaseId()).text(), ReleaseRecords.of(takenBack));
  }

  /** Does what an application does in the background: loads, refuses, and looks after releases. */
  public AttuneTestKit work() {
    while (releases.work()) {
      // One release at a time.
    }
    releases.watch();
    return this;
  }

  <T extends SpecificRecord> void send(TopicSpec topic, Pseudonym user, T record, Instant at) {
    sendBytes(topic, user.bytes(), encode(topic, record), at);
  }

  /** Sends any bytes to an input topic, as someone might. */
  public void sendBytes(
      TopicSpec topic, byte @Nullable [] key, byte @Nullable [] value, Instant at) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    driver.createInputTopic(topic.name(), bytes, bytes).pipeInput(new TestRecord<>(key, value, at));
  }

  /** All recommendation lists the user got, in order. */
  public List<RecommendationList> recommendations(TestUser user) {
    return values(TopicCatalog.RECOMMENDATIONS, user, RecommendationList.class);
  }

  /** All notification settings the user got, in order. */
  public List<NotificationSettings> notificationSettings(TestUser user) {
    return values(TopicCatalog.NOTIFICATION_SETTINGS, user, NotificationSettings.class);
  }

  /** The user's entries in the audit log, in order. */
  public List<AuditRecord> audit(TestUser user) {
    return values(TopicCatalog.AUDIT_DECISIONS, user, AuditRecord.class);
  }

  /** All dead letters, in order. */
  public List<DeadLetter> deadLetters() {
    return records(TopicCatalog.DEAD_LETTERS).stream()
        .map(record -> decode(record.value(), DeadLetter.class))
        .toList();
  }

  /** Everything sent to an output topic so far, as bytes, in order. */
  public List<TestRecord<byte[], byte[]>> records(TopicSpec topic) {
    List<TestRecord<byte[], byte[]>> records =
        outputs.computeIfAbsent(topic.name(), name -> new ArrayList<>());
    records.addAll(
        topics
            .computeIfAbsent(
                topic.name(),
                name ->
                    driver.createOutputTopic(
                        name, new ByteArrayDeserializer(), new ByteArrayDeserializer()))
            .readRecordsToList());
    return List.copyOf(records);
  }

  /**
   * Whether the last record about the user on a compacted output topic is a tombstone: nothing is
   * left there once it is compacted.
   */
  public boolean isTakenBack(TopicSpec topic, TestUser user) {
    List<TestRecord<byte[], byte[]>> records = records(topic, user);
    return !records.isEmpty() && records.get(records.size() - 1).value() == null;
  }

  /** What is stored about the user. */
  public Optional<Profile> profile(TestUser user) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(TopologyNames.PROFILE_STORE);
    return Optional.ofNullable(store.get(Bytes.wrap(user.pseudonym().bytes())))
        .map(new ProfileCodec()::decode);
  }

  /** What was counted so far. */
  public PipelineStats stats() {
    return PipelineStats.of(counters, releases.status());
  }

  /** The driver, for what the kit does not offer. */
  public TopologyTestDriver driver() {
    return driver;
  }

  private <T extends SpecificRecord> List<T> values(TopicSpec topic, TestUser user, Class<T> type) {
    return records(topic, user).stream()
        .map(TestRecord::value)
        .filter(Objects::nonNull)
        .map(value -> decode(value, type))
        .toList();
  }

  private List<TestRecord<byte[], byte[]>> records(TopicSpec topic, TestUser user) {
    byte[] key = user.pseudonym().bytes();
    return records(topic).stream().filter(record -> Arrays.equals(record.key(), key)).toList();
  }

  /** The record in the wire format of its topic. */
  public <T extends SpecificRecord> byte[] encode(TopicSpec topic, T record) {
    @SuppressWarnings("unchecked") // the class of a T
    Class<T> type = (Class<T>) record.getClass();
    return new RecordEncoder<>(registry, type, topic).encode(record);
  }

  /** The record of an output, from the wire format. */
  public <T extends SpecificRecord> T decode(byte[] value, Class<T> type) {
    try {
      return new RecordDecoder<>(registry, type).decode(value);
    } catch (DecodingException e) {
      throw new AssertionError("an output is no " + type.getSimpleName(), e);
    }
  }

  @Override
  public void close() {
    driver.close();
    releases.close();
    MockSchemaRegistry.dropScope(scope);
    stateFolder.delete();
  }
}
