package dev.attune.device.replay;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the columns of a recorded log mean. */
public sealed interface ReplayMapping permits TimedMapping, CellMapping {

  /** The names of the presets. */
  static List<String> presets() {
    return List.of("lsapp", "frappe");
  }

  /**
   * A preset by name.
   *
   * <ul>
   *   <li>{@code lsapp}: tab separated, {@code user_id session_id timestamp app_name event_type};
   *       times as {@code yyyy-MM-dd HH:mm:ss}; {@code Opened} and {@code Closed} are replayed,
   *       {@code User Interaction} and {@code Broken} are not
   *   <li>{@code frappe}: tab separated, {@code user item cnt daytime weekday isweekend homework
   *       cost weather country city}; it has no times, so pseudo-weeks are made up, see {@link
   *       CellMapping}
   * </ul>
   *
   * @throws LogFormatException if there is no such preset
   */
  static ReplayMapping preset(String name) {
    return switch (name) {
      case "lsapp" -> TimedMapping.lsapp();
      case "frappe" -> CellMapping.frappe();
      default ->
          throw new LogFormatException(
              "There is no preset "
                  + name
                  + "; there are "
                  + String.join(" and ", presets())
                  + ".");
    };
  }

  /**
   * Reads a mapping file for a log with one timed event a row, in Java's .properties format:
   *
   * <pre>
   * delimiter = comma | semicolon | tab        (comma if not given)
   * column.user = user_id
   * column.time = timestamp
   * column.item = app_name
   * column.type = event_type                   (optional: without it every row is an app opened)
   * column.session = session_id                (optional: without it ten minutes of silence end a session)
   * time.format = epoch-seconds | epoch-millis | iso | yyyy-MM-dd HH:mm:ss    (iso if not given)
   * time.offset = +02:00                       (optional: of the phones; also of times that name none)
   * type.opened = Opened, Start                (which event types mean what; compared exactly)
   * type.closed = Closed
   * type.unlocked = Unlocked
   * type.content = Viewed
   * type.ignored = Broken
   * </pre>
   *
   * @throws LogFormatException if something is missing, unknown or unreadable; all of it is named
   *     at once
   */
  static ReplayMapping load(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw new LogFormatException(
          file.getFileName() + " is no properties file: " + e.getMessage());
    }
    return of(properties, String.valueOf(file.getFileName()));
  }

  /**
   * As {@link #load}, from properties already read.
   *
   * @param name what to call the mapping in messages
   */
  static ReplayMapping of(Map<?, ?> properties, String name) {
    return new MappingProperties(properties, name).mapping();
  }
}
