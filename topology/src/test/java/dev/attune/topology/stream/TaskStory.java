package dev.attune.topology.stream;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.topology.commit.FakeTask;
import dev.attune.topology.commit.PreCommitStore;
import dev.attune.topology.release.QualityBook;
import dev.attune.topology.release.ReleaseSets;
import dev.attune.topology.release.ServingRelease;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Runs records through a personalization processor with commits where a test wants them. */
final class TaskStory {

  static final long START = 1_767_600_000;

  private static final Vocabulary NO_ITEMS = Vocabulary.of(List.of());

  /** Where a record came from. */
  record Coordinates(String topic, int partition, long offset) implements RecordMetadata {}

  private final KeyValueStore<Bytes, byte[]> profiles =
      Stores.inMemoryKeyValueStore(TopologyNames.PROFILE_STORE).get();
  private final PreCommitStore preCommit =
      PreCommitStore.builder(TopologyNames.PRE_COMMIT_STORE).build();
  private final FakeTask task = new FakeTask().with(profiles).with(preCommit);
  private final PipelineCounters counters = new PipelineCounters();
  private final PersonalizationProcessor processor;
  private final Map<String, Long> offsets = new HashMap<>();
  private final Map<Integer, Long> sequences = new HashMap<>();
  private final RecordEncoder<ConsentRecord> consentEncoder;
  private final RecordEncoder<UsageEvent> eventEncoder;
  private long wallTime;
  private TopicSpec lastTopic = TopicCatalog.USAGE_EVENTS;
  private Record<byte[], byte[]> last = new Record<>(new byte[0], new byte[0], 0);

  TaskStory(SchemaRegistryClient registry, TopologySettings settings) {
    this(registry, settings, new StatisticalUsageModel(NO_ITEMS));
  }

  TaskStory(SchemaRegistryClient registry, TopologySettings settings, UsageModel model) {
    consentEncoder = new RecordEncoder<>(registry, ConsentRecord.class, TopicCatalog.CONSENTS);
    eventEncoder = new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    CatalogFeed catalog = new CatalogFeed();
    for (int i = 0; i < 12; i++) {
      String id = "app:a" + i;
      catalog.put(
          id,
          CatalogItem.newBuilder()
              .setId(id)
              .setKind(ItemKind.APP)
              .setCategory("c" + i % 3)
              .setTitle(id)
              .setModeration(ModerationState.APPROVED)
              .build());
    }
    processor =
        new PersonalizationProcessor(
            new PersonalizationParts(
                settings,
                new ProfileRoom(settings.profileCacheEntries()),
                new RunningReleases(
                    ReleaseSets.of(new OneModel(model)),
                    new QualityBook((release, region) -> {}),
                    Optional.empty()),
                registry,
                catalog,
                counters,
                Optional.empty()));
  }

  /** A release that has one model. */
  private record OneModel(UsageModel model) implements ServingRelease {

    @Override
    public String id() {
      return model.release();
    }

    @Override
    public Vocabulary vocabulary() {
      return model.vocabulary();
    }

    @Override
    public UsageModel newModel() {
      return model;
    }

    @Override
    public void close() {}
  }

  static Pseudonym user(int number) {
    return Pseudonym.of(ByteBuffer.allocate(Pseudonym.BYTES).putInt(number).array());
  }

  /** Starts the processor, or starts it again. */
  TaskStory init() {
    processor.init(task.context());
    return this;
  }

  TaskStory commit() {
    task.prepareCommit();
    return this;
  }

  TaskStory consents(int user, Purpose... purposes) {
    return consentsAt(user, 0, purposes);
  }

  TaskStory consentsAt(int user, int seconds, Purpose... purposes) {
    return consentsLate(user, seconds, seconds, purposes);
  }

  /** A consent whose phone says another time than its record. */
  TaskStory consentsLate(int user, int said, int seconds, Purpose... purposes) {
    ConsentRecord consent =
        new ConsentRecord(
            START + said, new ConsentChanged(List.of(purposes), "1", "eu", AgeBand.ADULT));
    return send(TopicCatalog.CONSENTS, user, consentEncoder.encode(consent), seconds);
  }

  /** Lets a day go by on the wall's clock while the partition is at a time. */
  TaskStory sweeps(int seconds) {
    for (int turn = 0; turn < 2; turn++) {
      wallTime += Duration.ofHours(13).toMillis();
      task.punctuate(wallTime, (START + seconds) * 1000);
    }
    return this;
  }

  TaskStory unlocks(int user, int seconds) {
    return event(user, seconds, new DeviceUnlocked());
  }

  TaskStory opens(int user, int app, int seconds) {
    return event(user, seconds, new AppOpened("app:a" + app));
  }

  private TaskStory event(int user, int seconds, Object payload) {
    long sequence = sequences.merge(user, 1L, Long::sum);
    Context context =
        new Context(8, 0, NetworkType.WIFI, BatteryBucket.HIGH, false, PlaceClass.HOME);
    UsageEvent event =
        new UsageEvent(
            new DevicePseudonym(new byte[8]), sequence, START + seconds, context, payload);
    return send(TopicCatalog.USAGE_EVENTS, user, eventEncoder.encode(event), seconds);
  }

  /** The last record once more. */
  TaskStory repeatLast() {
    return send(lastTopic, last);
  }

  private TaskStory send(TopicSpec topic, int user, byte[] value, int seconds) {
    return send(topic, new Record<>(user(user).bytes(), value, (START + seconds) * 1000));
  }

  private TaskStory send(TopicSpec topic, Record<byte[], byte[]> record) {
    lastTopic = topic;
    last = record;
    long offset = offsets.merge(topic.name(), 1L, Long::sum) - 1;
    task.process(new Coordinates(topic.name(), 0, offset), () -> processor.process(record));
    return this;
  }

  List<FakeTask.Forwarded> forwarded() {
    return task.forwarded();
  }

  PipelineCounters counters() {
    return counters;
  }

  /** All that is in the store, profiles or not. */
  Map<Bytes, byte[]> storeContent() {
    Map<Bytes, byte[]> content = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = profiles.all()) {
      all.forEachRemaining(entry -> content.put(entry.key, entry.value));
    }
    return content;
  }

  /** Has the store hold what it held at another time. */
  TaskStory putBack(Map<Bytes, byte[]> content) {
    storeContent().keySet().forEach(profiles::delete);
    content.forEach(profiles::put);
    return this;
  }

  /** What is stored, in hexadecimal. */
  Map<Integer, String> stored() {
    Map<Integer, String> stored = new TreeMap<>();
    for (int user = 0; user < 10; user++) {
      byte[] value = profiles.get(Bytes.wrap(user(user).bytes()));
      if (value != null) {
        stored.put(user, HexFormat.of().formatHex(value));
      }
    }
    return stored;
  }

  /** What each user was sent, in order, in hexadecimal. */
  Map<Integer, List<String>> sent() {
    Map<Integer, List<String>> sent = new TreeMap<>();
    for (FakeTask.Forwarded output : task.forwarded()) {
      byte[] value = (byte[]) output.record().value();
      int user = ByteBuffer.wrap((byte[]) output.record().key()).getInt();
      sent.computeIfAbsent(user, key -> new ArrayList<>())
          .add(
              output.sink()
                  + "@"
                  + output.record().timestamp()
                  + "="
                  + (value == null ? "-" : HexFormat.of().formatHex(value)));
    }
    return sent;
  }
}
