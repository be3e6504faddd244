package dev.attune.device.replay;

import dev.attune.device.replay.RecordedRow.Kind;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.NetworkType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A recorded log, read whole and put in the order of time, so that all users move through it
 * together. Rows that can't be used are counted and left out; only a file that can't be read at
 * all, or lacks columns, is an error. About 60 bytes of memory a row.
 */
public final class RecordedLog {
  private final List<RecordedRow> rows;
  private final long rowsRead;
  private final SkipLog skipped;
  private final SortedSet<String> users = new TreeSet<>();
  private final SortedSet<String> items = new TreeSet<>();

  private RecordedLog(List<RecordedRow> rows, long rowsRead, SkipLog skipped) {
    this.rows = rows;
    this.rowsRead = rowsRead;
    this.skipped = skipped;
    // a stable sort: rows of the same second stay in the file's order
    rows.sort(Comparator.comparingLong(RecordedRow::time));
    for (RecordedRow row : rows) {
      users.add(row.user());
      if (row.kind() != Kind.UNLOCKED) {
        items.add(row.item());
      }
    }
  }

  /**
   * Reads a log.
   *
   * @throws IOException if the file can't be read
   * @throws LogFormatException if it lacks columns the mapping names; the message names them
   */
  public static RecordedLog load(Path file, ReplayMapping mapping) throws IOException {
    SkipLog skipped = new SkipLog();
    List<RecordedRow> rows = new ArrayList<>();
    long count =
        mapping instanceof TimedMapping timed
            ? timed.read(file, skipped, rows)
            : ((CellMapping) mapping).read(file, skipped, rows);
    return new RecordedLog(rows, count, skipped);
  }

  /** Reads a log and replays it at once. */
  public static ReplayReport read(Path file, ReplayMapping mapping, Consumer<ReplayedEvent> target)
      throws IOException {
    return load(file, mapping).replay(target);
  }

  /** The ids of all users, in order. */
  public SortedSet<String> users() {
    return Collections.unmodifiableSortedSet(users);
  }

  /** The ids of all items, in order: what a catalog for this log has to hold. */
  public SortedSet<String> items() {
    return Collections.unmodifiableSortedSet(items);
  }

  /**
   * Replays the log, in the order of time, as fast as {@code target} takes the events; {@link Pace}
   * slows it down. Where the log tells of a new session, or of silence, an unlock comes first.
   */
  public ReplayReport replay(Consumer<ReplayedEvent> target) {
    SkipLog all = new SkipLog(skipped);
    Sessions sessions = new Sessions();
    long events = 0;
    for (RecordedRow row : rows) {
      List<Object> payloads = sessions.payloads(row);
      if (payloads.isEmpty()) {
        all.skip(SkipReason.CLOSED_WITHOUT_OPENED, row.line());
      }
      for (Object payload : payloads) {
        target.accept(new ReplayedEvent(row.user(), row.time(), context(row), payload));
        events++;
      }
    }
    return new ReplayReport(rowsRead, events, users.size(), items.size(), all.summary());
  }

  private static Context context(RecordedRow row) {
    long local = row.time() + row.utcOffsetMinutes() * 60L;
    int hour = (int) (Math.floorMod(local, 86_400L) / 3600);
    return new Context(
        hour,
        row.utcOffsetMinutes(),
        NetworkType.UNKNOWN,
        BatteryBucket.UNKNOWN,
        false,
        row.place());
  }
}
