package dev.attune.topology.app;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Durations as people write them in a configuration: {@code 200ms}, {@code 30s}, {@code 15m}. */
final class ConfigDuration {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private ConfigDuration() {}

  /**
   * @throws IllegalArgumentException if the text is no duration; its message says what one looks
   *     like
   */
  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a duration; write a whole number and one of ms, s, m, h, d, such as 30s");
    }
    return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** The shortest text that {@link #parse} reads as this duration. */
  static String text(Duration duration) {
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      Duration size = UNITS.get(unit);
      if (!duration.isZero() && duration.toMillis() % size.toMillis() == 0) {
        return duration.toMillis() / size.toMillis() + unit;
      }
    }
    return duration.toMillis() + "ms";
  }

  /** Accepts durations from {@code least} to {@code most}, both included. */
  static ConfigDef.Validator between(Duration least, Duration most) {
    return ConfigDef.LambdaValidator.with(
        (name, value) -> {
          Duration duration;
          try {
            duration = parse((String) value);
          } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
          }
          if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new ConfigException(
                name, value, "must be from " + text(least) + " to " + text(most));
          }
        },
        () -> "a duration from " + text(least) + " to " + text(most));
  }
}
