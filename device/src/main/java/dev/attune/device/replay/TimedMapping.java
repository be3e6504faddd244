package dev.attune.device.replay;

import dev.attune.device.replay.RecordedRow.Kind;
import dev.attune.schemas.usage.PlaceClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log with one timed event a row. Made by {@link ReplayMapping#preset} and {@link
 * ReplayMapping#load}.
 */
public final class TimedMapping implements ReplayMapping {
  private final String name;
  private final char delimiter;
  private final List<String> columns;
  private final int typeColumn;
  private final int sessionColumn;
  private final TimeFormat format;
  private final int utcOffsetMinutes;
  private final Map<String, Optional<Kind>> types;

  TimedMapping(
      String name,
      char delimiter,
      String user,
      String time,
      String item,
      String type,
      String session,
      TimeFormat format,
      int utcOffsetMinutes,
      Map<String, Optional<Kind>> types) {
    this.name = name;
    this.delimiter = delimiter;
    List<String> wanted = new ArrayList<>(List.of(user, time, item));
    this.typeColumn = added(wanted, type);
    this.sessionColumn = added(wanted, session);
    this.columns = List.copyOf(wanted);
    this.format = format;
    this.utcOffsetMinutes = utcOffsetMinutes;
    this.types = types;
  }

  static TimedMapping lsapp() {
    Map<String, Optional<Kind>> types = new LinkedHashMap<>();
    types.put("Opened", Optional.of(Kind.OPENED));
    types.put("Closed", Optional.of(Kind.CLOSED));
    types.put("User Interaction", Optional.empty());
    types.put("Broken", Optional.empty());
    return new TimedMapping(
        "lsapp",
        '\t',
        "user_id",
        "timestamp",
        "app_name",
        "event_type",
        "session_id",
        TimeFormat.of("yyyy-MM-dd HH:mm:ss", 0),
        0,
        types);
  }

  /** Reads the rows, in the file's order, and returns how many there were. */
  long read(Path file, SkipLog skipped, List<RecordedRow> rows) throws IOException {
    ItemIds ids = new ItemIds();
    return DelimitedFile.read(
        file,
        delimiter,
        columns,
        skipped,
        (fields, line) -> {
          Optional<SkipReason> reason = add(fields, line, ids, rows);
          reason.ifPresent(some -> skipped.skip(some, line));
        });
  }

  @Override
  public String toString() {
    return name;
  }

  private Optional<SkipReason> add(
      List<String> fields, long line, ItemIds ids, List<RecordedRow> rows) {
    if (fields.get(0).isEmpty()) {
      return Optional.of(SkipReason.NO_USER);
    }
    Kind kind = Kind.OPENED;
    if (typeColumn >= 0) {
      Optional<Kind> known = types.get(fields.get(typeColumn));
      if (known == null) {
        return Optional.of(SkipReason.UNKNOWN_TYPE);
      }
      if (known.isEmpty()) {
        return Optional.of(SkipReason.IGNORED_TYPE);
      }
      kind = known.get();
    }
    long time;
    try {
      time = format.seconds(fields.get(1));
    } catch (IllegalArgumentException e) {
      return Optional.of(SkipReason.BAD_TIME);
    }
    String item = "";
    if (kind != Kind.UNLOCKED) {
      if (fields.get(2).isEmpty()) {
        return Optional.of(SkipReason.NO_ITEM);
      }
      item = ids.id(kind == Kind.CONTENT ? "content" : "app", fields.get(2));
      if (item.length() > ItemIds.LONGEST) {
        return Optional.of(SkipReason.ITEM_TOO_LONG);
      }
    }
    String session = sessionColumn < 0 ? "" : ids.same(fields.get(sessionColumn));
    rows.add(
        new RecordedRow(
            ids.same(fields.get(0)),
            session,
            time,
            utcOffsetMinutes,
            PlaceClass.UNKNOWN,
            kind,
            item,
            line));
    return Optional.empty();
  }

  private static int added(List<String> columns, String column) {
    if (column.isEmpty()) {
      return -1;
    }
    columns.add(column);
    return columns.size() - 1;
  }
}
