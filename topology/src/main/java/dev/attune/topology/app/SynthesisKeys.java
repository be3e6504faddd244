package dev.attune.topology.app;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.attune.topology.summary.SummarySettings;
import dev.attune.topology.summary.WindowSchedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/** The keys of synthesis; all of them are public values. */
final class SynthesisKeys {

  static final String COHORTS = "synthesis.cohorts";
  static final String CATEGORIES = "synthesis.categories";
  static final String WINDOW = "synthesis.window";
  static final String CLOSE_AFTER = "synthesis.close.after";
  static final String PUBLISH_AFTER = "synthesis.publish.after";
  static final String EPSILON = "synthesis.epsilon";
  static final String DELTA = "synthesis.delta";
  static final String RELEASES = "synthesis.releases.per.month";
  static final String SESSIONS = "synthesis.sessions";

  private static final Duration DAY = Duration.ofDays(1);
  private static final int DAYS_OF_MONTH = 31;

  private SynthesisKeys() {}

  static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            COHORTS,
            LIST,
            "",
            HIGH,
            "The regions of which private summaries are made, separated by commas. Without any,"
                + " nothing is counted and nothing released.")
        .define(
            CATEGORIES,
            LIST,
            "",
            HIGH,
            "The categories of apps that are counted, in any order that stays the same.")
        .define(
            WINDOW,
            STRING,
            "24h",
            ConfigDuration.between(Duration.ofSeconds(1), DAY),
            MEDIUM,
            "How long a window is: a part of a day.")
        .define(
            CLOSE_AFTER,
            STRING,
            "10m",
            ConfigDuration.between(Duration.ZERO, DAY),
            LOW,
            "How long after a window's end its sums are taken.")
        .define(
            PUBLISH_AFTER,
            STRING,
            "1h",
            ConfigDuration.between(Duration.ofSeconds(1), DAY),
            LOW,
            "How long after a window's end its sessions are published; sums that are not there by"
                + " then are not waited for.")
        .define(
            EPSILON,
            STRING,
            "4",
            decimal(),
            HIGH,
            "The epsilon of all that is released in a calendar month, for a pseudonym.")
        .define(
            DELTA,
            STRING,
            "1e-9",
            decimal(),
            HIGH,
            "The delta of that; far below one in all users.")
        .define(
            RELEASES,
            INT,
            0,
            Range.between(0, 1_000_000),
            MEDIUM,
            "How many windows share the budget of a month; 0 for as many as there are in 31 days.")
        .define(
            SESSIONS,
            INT,
            1000,
            Range.between(1, 100_000),
            MEDIUM,
            "How many sessions are made up for a cohort and window.");
  }

  /**
   * What the values say.
   *
   * @throws InvalidConfigException if they don't go together
   */
  static Optional<SummarySettings> settings(Map<String, Object> values) {
    List<String> cohorts = list(values.get(COHORTS));
    if (cohorts.isEmpty()) {
      return Optional.empty();
    }
    List<String> categories = list(values.get(CATEGORIES));
    if (categories.isEmpty()) {
      throw new InvalidConfigException(
          List.of(COHORTS + " needs " + CATEGORIES + ": the categories of apps in your catalog."));
    }
    try {
      WindowSchedule schedule =
          new WindowSchedule(
              duration(values, WINDOW),
              duration(values, CLOSE_AFTER),
              duration(values, PUBLISH_AFTER));
      int releases = Integer.parseInt(text(values, RELEASES));
      int all = (int) (DAYS_OF_MONTH * DAY.toSeconds() / schedule.length().toSeconds());
      return Optional.of(
          new SummarySettings(
              cohorts,
              categories,
              schedule,
              new BigDecimal(text(values, EPSILON)),
              new BigDecimal(text(values, DELTA)),
              releases == 0 ? all : releases,
              Integer.parseInt(text(values, SESSIONS))));
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigException(List.of("The keys synthesis.*: " + e.getMessage()));
    }
  }

  private static List<String> list(Object value) {
    List<String> words = new ArrayList<>();
    if (value instanceof List<?> given) {
      given.forEach(word -> words.add(String.valueOf(word).trim()));
    }
    words.removeIf(String::isEmpty);
    return words;
  }

  private static Duration duration(Map<String, Object> values, String key) {
    return ConfigDuration.parse(text(values, key));
  }

  private static String text(Map<String, Object> values, String key) {
    return String.valueOf(values.get(key));
  }

  private static ConfigDef.Validator decimal() {
    return ConfigDef.LambdaValidator.with(
        (name, value) -> {
          try {
            new BigDecimal(String.valueOf(value));
          } catch (NumberFormatException e) {
            throw new ConfigException(name, value, "must be a number such as 4 or 1e-9");
          }
        },
        () -> "a number");
  }
}
