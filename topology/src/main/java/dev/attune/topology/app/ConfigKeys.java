package dev.attune.topology.app;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.recommend.RecommendationSettings;
import dev.attune.topology.release.GuardSettings;
import dev.attune.topology.stream.TopologySettings;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/** Every key of the configuration, with its default, its check and what it means. */
final class ConfigKeys {

  static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  static final String APPLICATION_ID = "application.id";
  static final String INSTANCE_ID = "instance.id";
  static final String STATE_DIR = "state.dir";
  static final String MODEL_RELEASE = "model.release";
  static final String MODEL_TRUSTED_KEYS = "model.trusted.keys";
  static final String MODEL_RELEASES_FROM_TOPIC = "model.releases.from.topic";
  static final String MODEL_GUARD_SLOWDOWN = "model.guard.slowdown";
  static final String MODEL_GUARD_FAILURES = "model.guard.failures.permille";
  static final String MODEL_MOVES = "model.moves.per.batch";
  static final String THREADS = "threads";
  static final String STANDBYS = "standbys";
  static final String REPLICATION_FACTOR = "replication.factor";
  static final String COMMIT_INTERVAL = "commit.interval";
  static final String BATCH_MAX_EVENTS = "batch.max.events";
  static final String PROFILE_CACHE_ENTRIES = "profile.cache.entries";
  static final String PROFILE_RETENTION = "profile.retention";
  static final String MEMORY_MAX = "memory.max";

  /** The value of a key that is worked out. */
  static final String AUTO = "auto";

  static final String REGISTRY_PATIENCE = "registry.patience";
  static final String DECISION_INTERVAL = "decision.interval";
  static final String DECISION_MAX_ITEMS = "decision.max.items";
  static final String CONTROL_SHARE = "decision.control.share";
  static final String GATE_MAX_FUTURE = "gate.max.future";

  /** Keys that start with this are passed to Kafka without it. */
  static final String KAFKA_PREFIX = "kafka.";

  private static final TopologySettings DEFAULTS = TopologySettings.defaults();

  private ConfigKeys() {}

  static ConfigDef definition() {
    return SynthesisKeys.define(personalization());
  }

  private static ConfigDef personalization() {
    return new ConfigDef()
        .define(
            BOOTSTRAP_SERVERS,
            STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new NonEmptyString(),
            HIGH,
            "Brokers to start from: host:port, separated by commas.")
        .define(
            SCHEMA_REGISTRY_URL,
            STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new NonEmptyString(),
            HIGH,
            "Where the schema registry answers the Confluent API.")
        .define(
            APPLICATION_ID,
            STRING,
            "attune",
            topicName(),
            HIGH,
            "Names the consumer group, the internal topics and the transactions; the same in every"
                + " instance.")
        .define(
            INSTANCE_ID,
            STRING,
            "",
            MEDIUM,
            "A name of this instance that survives restarts; with it, a restart within the session"
                + " time-out moves no partition.")
        .define(
            STATE_DIR,
            STRING,
            "attune-state",
            new NonEmptyString(),
            HIGH,
            "The folder of the local stores; keep it over restarts.")
        .define(
            MODEL_RELEASE,
            STRING,
            "built-in",
            new NonEmptyString(),
            HIGH,
            "The model release: built-in, fallback (statistics only), or the folder of a release.")
        .define(
            MODEL_TRUSTED_KEYS,
            STRING,
            "",
            MEDIUM,
            "A file of public keys, one a line as name and key, whose model releases are trusted"
                + " besides those of this build.")
        .define(
            MODEL_RELEASES_FROM_TOPIC,
            BOOLEAN,
            true,
            MEDIUM,
            "Whether releases are taken from the topic of releases while the application runs.")
        .define(
            MODEL_GUARD_SLOWDOWN,
            DOUBLE,
            GuardSettings.defaults().slowdown(),
            Range.between(1.1, 1000),
            LOW,
            "How many times as long as the release in use a release may take before it is refused"
                + " or taken back.")
        .define(
            MODEL_GUARD_FAILURES,
            INT,
            GuardSettings.defaults().failuresPermille(),
            Range.between(0, 1000),
            LOW,
            "How many calls in a thousand may fail or answer something that is no number before a"
                + " release is taken back.")
        .define(
            MODEL_MOVES,
            INT,
            DEFAULTS.movesPerBatch(),
            Range.atLeast(1),
            LOW,
            "How many users of a batch may move to another release, their states rebuilt, while"
                + " their old release may still be used.")
        .define(
            THREADS,
            INT,
            Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
            Range.between(1, 256),
            MEDIUM,
            "How many threads process partitions; by default one less than there are processors.")
        .define(
            STANDBYS,
            INT,
            0,
            Range.between(0, 4),
            MEDIUM,
            "How many other instances keep a copy of each store, for fast fail-over.")
        .define(
            REPLICATION_FACTOR,
            INT,
            -1,
            Range.between(-1, 32),
            MEDIUM,
            "Replicas of the internal topics; -1 takes the broker's default.")
        .define(
            COMMIT_INTERVAL,
            STRING,
            text(DEFAULTS.commitInterval()),
            ConfigDuration.between(Duration.ofMillis(10), Duration.ofSeconds(30)),
            MEDIUM,
            "How often outputs become visible, with the state and the offsets, in one transaction.")
        .define(
            BATCH_MAX_EVENTS,
            INT,
            DEFAULTS.batchMaxEvents(),
            Range.between(1, 4096),
            LOW,
            "How many events go through the model together at most.")
        .define(
            PROFILE_CACHE_ENTRIES,
            INT,
            0,
            Range.atLeast(0),
            LOW,
            "How many profiles this process keeps as objects; 0 for what memory.max has room for.")
        .define(
            PROFILE_RETENTION,
            STRING,
            text(DEFAULTS.retention()),
            ConfigDuration.between(TopologySettings.LEAST_RETENTION, Duration.ofDays(3650)),
            MEDIUM,
            "After how long without a record of a user their profile is forgotten, and what was"
                + " sent to them is taken back.")
        .define(
            MEMORY_MAX,
            STRING,
            AUTO,
            MEDIUM,
            "All memory of this process, heap and native: bytes, or with k, m, g, or % of the"
                + " machine. auto: 1280m and 64m for every thread beyond the first, and a JVM that"
                + " may take more is not refused.")
        .define(
            REGISTRY_PATIENCE,
            STRING,
            text(DEFAULTS.registryPatience()),
            ConfigDuration.between(Duration.ZERO, Duration.ofMinutes(4)),
            LOW,
            "How long a record of an unknown schema waits for an unreachable registry before the"
                + " application stops (nothing is skipped).")
        .define(
            DECISION_INTERVAL,
            STRING,
            text(DEFAULTS.decisions().recommendations().interval()),
            ConfigDuration.between(Duration.ZERO, Duration.ofDays(7)),
            MEDIUM,
            "The least time between two recommendation lists of a user, on the clock of their"
                + " events.")
        .define(
            DECISION_MAX_ITEMS,
            INT,
            DEFAULTS.decisions().recommendations().maximumItems(),
            Range.between(1, RecommendationSettings.MOST_ITEMS),
            MEDIUM,
            "How many items a recommendation list has at most.")
        .define(
            CONTROL_SHARE,
            DOUBLE,
            DecisionSettings.CONTROL_PERMILLE / 1000.0,
            Range.between(0, 1),
            MEDIUM,
            "The share of users, to a thousandth, that get what anyone of their region and age would"
                + " get, so that it can be measured what personalization is worth.")
        .define(
            GATE_MAX_FUTURE,
            STRING,
            text(DEFAULTS.maxFuture()),
            ConfigDuration.between(Duration.ZERO, Duration.ofDays(1)),
            MEDIUM,
            "How far a phone's clock may be ahead of the broker's before its events are rejected.");
  }

  private static String text(Duration duration) {
    return ConfigDuration.text(duration);
  }

  private static ConfigDef.Validator topicName() {
    return ConfigDef.LambdaValidator.with(
        (name, value) -> {
          if (!String.valueOf(value).matches("[a-zA-Z0-9._-]{1,128}")) {
            throw new ConfigException(
                name, value, "must be 1 to 128 letters, digits, dots, dashes or underscores");
          }
        },
        () -> "1 to 128 letters, digits, dots, dashes or underscores");
  }
}
