package dev.attune.device.replay;

import dev.attune.device.replay.RecordedRow.Kind;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns the properties of a mapping file into a mapping, or into one message that names every
 * problem.
 */
final class MappingProperties {
  private static final int LARGEST_OFFSET_MINUTES = 14 * 60;

  private final Map<String, String> rest = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final String name;

  MappingProperties(Map<?, ?> properties, String name) {
    properties.forEach((key, value) -> rest.put(key.toString(), value.toString().strip()));
    this.name = name;
  }

  TimedMapping mapping() {
    char delimiter = delimiter();
    String user = required("column.user");
    String time = required("column.time");
    String item = required("column.item");
    Optional<String> type = optional("column.type");
    Optional<String> session = optional("column.session");
    int offset = offset();
    TimeFormat format = timeFormat(offset);
    Map<String, Optional<Kind>> types = types(type.isPresent());
    rest.keySet().forEach(key -> problems.add("unknown key " + key));
    if (!problems.isEmpty()) {
      throw new LogFormatException(name + ": " + String.join("; ", problems) + ".");
    }
    return new TimedMapping(
        name,
        delimiter,
        user,
        time,
        item,
        type.orElse(""),
        session.orElse(""),
        format,
        offset,
        types);
  }

  private char delimiter() {
    String value = optional("delimiter").orElse("comma");
    return switch (value) {
      case "comma" -> ',';
      case "semicolon" -> ';';
      case "tab" -> '\t';
      default -> {
        problems.add("delimiter must be comma, semicolon or tab, not " + value);
        yield ',';
      }
    };
  }

  private int offset() {
    String value = optional("time.offset").orElse("Z");
    try {
      int seconds = ZoneOffset.of(value).getTotalSeconds();
      int minutes = seconds / 60;
      if (seconds % 900 != 0 || Math.abs(minutes) > LARGEST_OFFSET_MINUTES) {
        problems.add("time.offset must be a multiple of 15 minutes up to 14 hours, not " + value);
      }
      return minutes;
    } catch (DateTimeException e) {
      problems.add("time.offset must look like +02:00, not " + value);
      return 0;
    }
  }

  private TimeFormat timeFormat(int offset) {
    String value = optional("time.format").orElse("iso");
    try {
      return TimeFormat.of(value, offset);
    } catch (IllegalArgumentException e) {
      problems.add(
          "time.format must be epoch-seconds, epoch-millis, iso or a pattern such as yyyy-MM-dd HH:mm:ss, not "
              + value);
      return TimeFormat.of("iso", offset);
    }
  }

  private Map<String, Optional<Kind>> types(boolean column) {
    Map<Kind, List<String>> words = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      words.put(kind, list("type." + kind.name().toLowerCase(Locale.ROOT)));
    }
    List<String> ignored = list("type.ignored");
    boolean any = !ignored.isEmpty() || words.values().stream().anyMatch(some -> !some.isEmpty());
    if (column && words.get(Kind.OPENED).isEmpty()) {
      problems.add("column.type needs type.opened to say which event types are app openings");
    }
    if (!column && any) {
      problems.add("type.* needs column.type");
    }
    Map<String, Optional<Kind>> types = new LinkedHashMap<>();
    words.forEach((kind, some) -> some.forEach(word -> put(types, word, Optional.of(kind))));
    ignored.forEach(word -> put(types, word, Optional.empty()));
    return types;
  }

  private void put(Map<String, Optional<Kind>> types, String word, Optional<Kind> kind) {
    if (types.putIfAbsent(word, kind) != null) {
      problems.add("event type " + word + " is given two meanings");
    }
  }

  private List<String> list(String key) {
    return optional(key).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private String required(String key) {
    Optional<String> value = optional(key);
    if (value.isEmpty()) {
      problems.add(key + " is missing");
    }
    return value.orElse("");
  }

  private Optional<String> optional(String key) {
    String value = rest.remove(key);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
