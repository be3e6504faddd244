package dev.attune.topology.app;

import dev.attune.topology.memory.JvmMemory;
import dev.attune.topology.memory.MemoryPlan;
import dev.attune.topology.memory.MemorySize;
import dev.attune.topology.release.GuardSettings;
import dev.attune.topology.stream.TopologySettings;
import dev.attune.topology.summary.SummarySettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How an application is run. Made from text by {@link #of} and {@link #load}, which check
 * everything and report all problems at once.
 *
 * @param bootstrapServers brokers to start from
 * @param schemaRegistryUrl where the schema registry answers; {@code mock://scope} for tests
 * @param applicationId names the consumer group, the internal topics and the transactions
 * @param instanceId a name of this instance that survives restarts
 * @param stateDir the folder of the local stores
 * @param modelRelease {@code built-in}, {@code fallback}, or the folder of a release
 * @param trustedKeysFile public keys whose releases are trusted besides those of the build
 * @param releases how releases are replaced at run time
 * @param threads how many threads process partitions
 * @param standbys how many other instances keep a copy of each store
 * @param replicationFactor replicas of internal topics; -1 for the broker's default
 * @param memory how the memory of the process is shared out
 * @param memoryIsSet whether that was configured, so that the JVM must keep to it
 * @param topology how the topology works
 * @param synthesis what is summarized and made up; if empty, nothing is counted
 * @param kafka further settings of Kafka's, without the prefix {@code kafka.}
 */
public record AttuneConfig(
    String bootstrapServers,
    String schemaRegistryUrl,
    String applicationId,
    Optional<String> instanceId,
    Path stateDir,
    String modelRelease,
    Optional<Path> trustedKeysFile,
    ReleaseSettings releases,
    int threads,
    int standbys,
    int replicationFactor,
    MemoryPlan memory,
    boolean memoryIsSet,
    TopologySettings topology,
    Optional<SummarySettings> synthesis,
    Map<String, String> kafka) {

  /** The model release that travels in Attune's jar. */
  public static final String BUILT_IN = "built-in";

  /** No model release: statistics only. */
  public static final String FALLBACK = "fallback";

  /** Copies what could change. */
  public AttuneConfig {
    kafka = Map.copyOf(kafka);
  }

  /**
   * The configuration in a file of Java properties.
   *
   * @throws InvalidConfigException if the file can't be read or something in it can't be used
   */
  public static AttuneConfig load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new InvalidConfigException(List.of("There is no file " + file + "."));
    } catch (IOException e) {
      throw new InvalidConfigException(List.of(file + " can't be read: " + e));
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigException(List.of(file + " is no properties file: " + e.getMessage()));
    }
    return of(properties);
  }

  /**
   * The configuration in these properties.
   *
   * @throws InvalidConfigException if something in them can't be used
   */
  public static AttuneConfig of(Properties properties) {
    Map<String, String> settings = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      settings.put(name, properties.getProperty(name).trim());
    }
    return of(settings);
  }

  /**
   * The configuration of these keys and values.
   *
   * @throws InvalidConfigException if something in them can't be used
   */
  public static AttuneConfig of(Map<String, String> settings) {
    List<String> problems = new ArrayList<>();
    Map<String, String> own = new TreeMap<>();
    Map<String, String> kafka = new TreeMap<>();
    sort(settings, own, kafka, problems);
    Map<String, Object> values = new TreeMap<>();
    for (ConfigValue value : ConfigKeys.definition().validate(own)) {
      // A value of the wrong type gives two messages; the first one says it.
      value.errorMessages().stream().findFirst().ifPresent(problems::add);
      values.put(value.name(), value.value());
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    AttuneConfig config = of(new Values(values), kafka);
    try {
      new StreamsConfig(StreamsSettings.of(config));
    } catch (ConfigException e) {
      throw new InvalidConfigException(List.of("Kafka refuses: " + e.getMessage()));
    }
    return config;
  }

  /** The settings of Kafka Streams and its clients that an application runs with. */
  public Properties streamsProperties() {
    return StreamsSettings.of(this);
  }

  private static void sort(
      Map<String, String> settings,
      Map<String, String> own,
      Map<String, String> kafka,
      List<String> problems) {
    for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
      String key = setting.getKey();
      if (ConfigKeys.definition().names().contains(key)) {
        own.put(key, setting.getValue());
      } else if (!key.startsWith(ConfigKeys.KAFKA_PREFIX)) {
        problems.add("Unknown configuration " + key + ".");
      } else if (StreamsSettings.owned(key.substring(ConfigKeys.KAFKA_PREFIX.length()))) {
        problems.add("The configuration " + key + " is set by Attune and can't be overridden.");
      } else {
        kafka.put(key.substring(ConfigKeys.KAFKA_PREFIX.length()), setting.getValue());
      }
    }
  }

  private static AttuneConfig of(Values values, Map<String, String> kafka) {
    TopologySettings defaults = TopologySettings.defaults();
    MemoryPlan memory = memory(values);
    int entries = values.number(ConfigKeys.PROFILE_CACHE_ENTRIES);
    String instanceId = values.text(ConfigKeys.INSTANCE_ID);
    return new AttuneConfig(
        values.text(ConfigKeys.BOOTSTRAP_SERVERS),
        values.text(ConfigKeys.SCHEMA_REGISTRY_URL),
        values.text(ConfigKeys.APPLICATION_ID),
        instanceId.isEmpty() ? Optional.empty() : Optional.of(instanceId),
        Path.of(values.text(ConfigKeys.STATE_DIR)),
        values.text(ConfigKeys.MODEL_RELEASE),
        values.path(ConfigKeys.MODEL_TRUSTED_KEYS),
        new ReleaseSettings(
            values.flag(ConfigKeys.MODEL_RELEASES_FROM_TOPIC),
            new GuardSettings(
                values.decimal(ConfigKeys.MODEL_GUARD_SLOWDOWN),
                values.number(ConfigKeys.MODEL_GUARD_FAILURES))),
        values.number(ConfigKeys.THREADS),
        values.number(ConfigKeys.STANDBYS),
        values.number(ConfigKeys.REPLICATION_FACTOR),
        memory,
        !values.text(ConfigKeys.MEMORY_MAX).equals(ConfigKeys.AUTO),
        new TopologySettings(
            values.number(ConfigKeys.BATCH_MAX_EVENTS),
            entries == 0 ? memory.profileEntries() : entries,
            values.duration(ConfigKeys.COMMIT_INTERVAL),
            values.duration(ConfigKeys.REGISTRY_PATIENCE),
            values.duration(ConfigKeys.GATE_MAX_FUTURE),
            values.duration(ConfigKeys.PROFILE_RETENTION),
            values.number(ConfigKeys.MODEL_MOVES),
            defaults
                .decisions()
                .withInterval(values.duration(ConfigKeys.DECISION_INTERVAL))
                .withMaximumItems(values.number(ConfigKeys.DECISION_MAX_ITEMS))
                .withControlPermille(values.permille(ConfigKeys.CONTROL_SHARE))),
        SynthesisKeys.settings(values.byName()),
        kafka);
  }

  private static MemoryPlan memory(Values values) {
    int threads = values.number(ConfigKeys.THREADS);
    String text = values.text(ConfigKeys.MEMORY_MAX);
    try {
      return text.equals(ConfigKeys.AUTO)
          ? MemoryPlan.byDefault(threads)
          : MemoryPlan.of(MemorySize.parse(text, JvmMemory.machineBytes()), threads);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidConfigException(
          List.of("The value " + text + " of " + ConfigKeys.MEMORY_MAX + ": " + e.getMessage()));
    }
  }

  /** Values that were checked. */
  private record Values(Map<String, Object> byName) {

    String text(String name) {
      return String.valueOf(byName.get(name));
    }

    boolean flag(String name) {
      return Boolean.parseBoolean(text(name));
    }

    double decimal(String name) {
      return Double.parseDouble(text(name));
    }

    Optional<Path> path(String name) {
      return Optional.of(text(name)).filter(text -> !text.isEmpty()).map(Path::of);
    }

    int number(String name) {
      return Integer.parseInt(text(name));
    }

    int permille(String name) {
      return (int) Math.round(Double.parseDouble(text(name)) * 1000);
    }

    Duration duration(String name) {
      return ConfigDuration.parse(text(name));
    }
  }
}
