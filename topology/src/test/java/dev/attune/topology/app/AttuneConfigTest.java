package dev.attune.topology.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.attune.topology.memory.MemoryPlan;
import dev.attune.topology.release.GuardSettings;
import dev.attune.topology.stream.TopologySettings;
import dev.attune.topology.summary.SummarySettings;
import dev.attune.topology.summary.WindowSchedule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttuneConfigTest {

  private static Map<String, String> settings(String... more) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", "broker:9092");
    settings.put("schema.registry.url", "http://registry:8081");
    for (String setting : more) {
      String[] parts = setting.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    return settings;
  }

  private static List<String> problems(Map<String, String> settings) {
    InvalidConfigException refused =
        catchThrowableOfType(InvalidConfigException.class, () -> AttuneConfig.of(settings));
    assertThat(refused).isNotNull();
    assertThat(refused.getMessage()).contains(refused.problems());
    return refused.problems();
  }

  @Test
  void shouldNeedTwoAddressesOnly() {
    // When
    AttuneConfig config = AttuneConfig.of(settings());

    // Then
    assertThat(config.bootstrapServers()).isEqualTo("broker:9092");
    assertThat(config.schemaRegistryUrl()).isEqualTo("http://registry:8081");
    assertThat(config.applicationId()).isEqualTo("attune");
    assertThat(config.instanceId()).isEmpty();
    assertThat(config.modelRelease()).isEqualTo(AttuneConfig.BUILT_IN);
    assertThat(config.trustedKeysFile()).isEmpty();
    assertThat(config.releases()).isEqualTo(new ReleaseSettings(true, GuardSettings.defaults()));
    assertThat(config.memory()).isEqualTo(MemoryPlan.byDefault(config.threads()));
    assertThat(config.memoryIsSet()).isFalse();
    assertThat(config.topology())
        .usingRecursiveComparison()
        .ignoringFields("profileCacheEntries")
        .isEqualTo(TopologySettings.defaults());
    assertThat(config.topology().profileCacheEntries()).isEqualTo(config.memory().profileEntries());
  }

  @Test
  void shouldReadEveryKey() {
    // When
    AttuneConfig config =
        AttuneConfig.of(
            settings(
                "application.id=attune-eu",
                "instance.id=one",
                "state.dir=/var/lib/attune",
                "model.release=/models/r1",
                "model.trusted.keys=/models/keys",
                "model.releases.from.topic=false",
                "model.guard.slowdown=2.5",
                "model.guard.failures.permille=20",
                "model.moves.per.batch=8",
                "threads=3",
                "standbys=1",
                "replication.factor=3",
                "commit.interval=1s",
                "batch.max.events=64",
                "profile.cache.entries=123",
                "memory.max=2g",
                "registry.patience=30s",
                "decision.interval=2h",
                "decision.max.items=3",
                "decision.control.share=0.25",
                "gate.max.future=1d",
                "profile.retention=60d",
                "synthesis.cohorts=eu, na",
                "synthesis.categories=news,games",
                "synthesis.window=1h",
                "synthesis.close.after=1m",
                "synthesis.publish.after=20m",
                "synthesis.epsilon=2",
                "synthesis.delta=1e-6",
                "synthesis.releases.per.month=100",
                "synthesis.sessions=50",
                "kafka.security.protocol=SSL"));

    // Then
    assertThat(config.applicationId()).isEqualTo("attune-eu");
    assertThat(config.instanceId()).contains("one");
    assertThat(config.stateDir()).isEqualTo(Path.of("/var/lib/attune"));
    assertThat(config.modelRelease()).isEqualTo("/models/r1");
    assertThat(config.trustedKeysFile()).contains(Path.of("/models/keys"));
    assertThat(config.releases()).isEqualTo(new ReleaseSettings(false, new GuardSettings(2.5, 20)));
    assertThat(config.topology().movesPerBatch()).isEqualTo(8);
    assertThat(config.threads()).isEqualTo(3);
    assertThat(config.standbys()).isEqualTo(1);
    assertThat(config.replicationFactor()).isEqualTo(3);
    assertThat(config.memory()).isEqualTo(MemoryPlan.of(2L << 30, 3));
    assertThat(config.memoryIsSet()).isTrue();
    assertThat(config.topology().commitInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.topology().batchMaxEvents()).isEqualTo(64);
    assertThat(config.topology().profileCacheEntries()).isEqualTo(123);
    assertThat(config.topology().registryPatience()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.topology().maxFuture()).isEqualTo(Duration.ofDays(1));
    assertThat(config.topology().retention()).isEqualTo(Duration.ofDays(60));
    assertThat(config.topology().decisions().recommendations().interval())
        .isEqualTo(Duration.ofHours(2));
    assertThat(config.topology().decisions().recommendations().maximumItems()).isEqualTo(3);
    assertThat(config.topology().decisions().controlPermille()).isEqualTo(250);
    assertThat(config.synthesis())
        .contains(
            new SummarySettings(
                List.of("eu", "na"),
                List.of("news", "games"),
                new WindowSchedule(
                    Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofMinutes(20)),
                new BigDecimal("2"),
                new BigDecimal("1e-6"),
                100,
                50));
    assertThat(config.kafka()).containsExactly(Map.entry("security.protocol", "SSL"));
  }

  @Test
  void shouldCountNothingUnlessTold() {
    assertThat(AttuneConfig.of(settings()).synthesis()).isEmpty();
  }

  @Test
  void shouldShareTheBudgetAmongAllWindowsOfAMonth() {
    AttuneConfig config =
        AttuneConfig.of(
            settings("synthesis.cohorts=eu", "synthesis.categories=news", "synthesis.window=1h"));

    assertThat(config.synthesis().orElseThrow().releases()).isEqualTo(31 * 24);
  }

  @Test
  void shouldSayWhatIsWrongWithSynthesis() {
    assertThat(problems(settings("synthesis.cohorts=eu")))
        .containsExactly(
            "synthesis.cohorts needs synthesis.categories: the categories of apps in your"
                + " catalog.");
    assertThat(
            problems(
                settings(
                    "synthesis.cohorts=eu", "synthesis.categories=news", "synthesis.window=7h")))
        .singleElement(STRING)
        .contains("part of a day");
    assertThat(problems(settings("synthesis.epsilon=much")))
        .singleElement(STRING)
        .contains("synthesis.epsilon");
  }

  @Test
  void shouldTestEveryKeyThatThereIs() {
    // Given the keys of the test before this one
    long tested = 33;

    // Then
    assertThat(ConfigKeys.definition().names()).hasSize((int) tested);
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory.max=much", "memory.max=64m", "memory.max=0%", "memory.max=101%"})
  void shouldSayWhatIsWrongWithMemory(String setting) {
    assertThat(problems(settings(setting))).singleElement(STRING).contains("memory.max");
  }

  @Test
  void shouldBoundWhatClientsHold() {
    // When
    AttuneConfig config = AttuneConfig.of(settings("memory.max=1g", "threads=2"));

    // Then
    assertThat(StreamsSettings.of(config))
        .containsEntry("producer.buffer.memory", config.memory().producerBytes())
        .containsEntry("consumer.fetch.max.bytes", config.memory().fetchBytes())
        .containsEntry(RocksDbSettings.MEMORY_BYTES, config.memory().stores());
  }

  @Test
  void shouldTellAllProblemsAtOnce() {
    // Given
    Map<String, String> settings =
        settings("threads=none", "commit.interval=5 minutes", "treads=4", "application.id=a b");
    settings.remove("schema.registry.url");

    // When
    List<String> problems = problems(settings);

    // Then
    assertThat(problems)
        .hasSize(5)
        .anySatisfy(problem -> assertThat(problem).contains("schema.registry.url"))
        .anySatisfy(problem -> assertThat(problem).contains("threads").contains("none"))
        .anySatisfy(problem -> assertThat(problem).contains("commit.interval").contains("30s"))
        .anySatisfy(problem -> assertThat(problem).contains("Unknown").contains("treads"))
        .anySatisfy(problem -> assertThat(problem).contains("application.id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commit.interval=1ms",
        "commit.interval=-5s",
        "commit.interval=",
        "registry.patience=5m",
        "profile.retention=29d",
        "threads=0",
        "batch.max.events=0",
        "decision.max.items=21",
        "standbys=-1"
      })
  void shouldRefuseWhatIsOutOfRange(String setting) {
    assertThat(problems(settings(setting)))
        .singleElement()
        .asString()
        .contains(setting.substring(0, setting.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "processing.guarantee",
        "group.protocol",
        "application.id",
        "commit.interval.ms",
        "statestore.cache.max.bytes",
        "group.instance.id",
        "consumer.group.instance.id",
        "main.consumer.isolation.level",
        "isolation.level",
        "enable.idempotence",
        "producer.transactional.id",
        "producer.delivery.timeout.ms",
        "delivery.timeout.ms"
      })
  void shouldRefuseWhatExactlyOnceRestsOn(String key) {
    assertThat(problems(settings("kafka." + key + "=1")))
        .singleElement()
        .asString()
        .contains("kafka." + key);
  }

  @Test
  void shouldRefuseSettingsThatKafkaRefuses() {
    assertThat(problems(settings("kafka.metrics.recording.level=LOUD")))
        .singleElement()
        .asString()
        .contains("metrics.recording.level");
  }

  @Test
  void shouldRunExactlyOnceWithTheMeasuredSettings() {
    // When
    Properties settings =
        StreamsSettings.of(
            AttuneConfig.of(settings("instance.id=one", "kafka.producer.linger.ms=7")));

    // Then
    assertThat(settings)
        .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
        .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200L)
        .containsEntry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0)
        .containsEntry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true)
        .containsEntry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic")
        .containsEntry("consumer.group.instance.id", "one")
        .containsEntry("producer.delivery.timeout.ms", Integer.MAX_VALUE)
        .containsEntry("producer.max.block.ms", 600_000)
        .containsEntry("producer.compression.type", "snappy")
        .containsEntry("producer.linger.ms", "7");
    StreamsConfig checked = new StreamsConfig(settings);
    assertThat(checked.getMainConsumerConfigs("group", "client", 1))
        .containsEntry("group.instance.id", "one-1")
        .containsEntry("isolation.level", "read_committed");
    assertThat(checked.getProducerConfigs("client")).containsEntry("enable.idempotence", true);
  }

  @Test
  void shouldReadAFile(@TempDir Path folder) throws IOException {
    // Given
    Path file = folder.resolve("attune.properties");
    Files.write(
        file,
        Arrays.asList(
            "# two addresses", "bootstrap.servers = a:1,b:2 ", "schema.registry.url=http://r"));

    // When
    AttuneConfig config = AttuneConfig.load(file);

    // Then
    assertThat(config.bootstrapServers()).isEqualTo("a:1,b:2");
  }

  @Test
  void shouldNameAFileThatIsMissing(@TempDir Path folder) {
    // When
    InvalidConfigException refused =
        catchThrowableOfType(
            InvalidConfigException.class, () -> AttuneConfig.load(folder.resolve("no.properties")));

    // Then
    assertThat(refused).hasMessageContaining("no.properties");
  }
}
