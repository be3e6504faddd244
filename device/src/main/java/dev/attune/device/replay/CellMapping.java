package dev.attune.device.replay;

import dev.attune.device.replay.RecordedRow.Kind;
import dev.attune.schemas.usage.PlaceClass;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A log without times, as Frappe's: each row says how often a user used an app in a context (part
 * of the day, day of the week, home or work, weather, country, city). Rows of one user and context
 * are a cell. Times are made up, the same every time:
 *
 * <ul>
 *   <li>a cell happens in one of eight pseudo-weeks, by a hash of user and context, on its day of
 *       the week, at a minute within its part of the day, in the time zone of its country;
 *   <li>its apps make up one session, in random order, 5 to 60 seconds apart;
 *   <li>an app used {@code cnt} times comes {@code min(1 + floor(log2 cnt), 6)} times, each in
 *       another week; the last week has no repeats, so that it can be held out.
 * </ul>
 *
 * Part of the day, weekday, place and country travel with the events; {@code cost} belongs to the
 * app and {@code cnt} is what a model would have to tell, so neither does.
 */
public final class CellMapping implements ReplayMapping {
  private static final List<String> COLUMNS =
      List.of(
          "user",
          "item",
          "cnt",
          "daytime",
          "weekday",
          "isweekend",
          "homework",
          "cost",
          "weather",
          "country",
          "city");
  private static final int WEEKS = 8;
  private static final int MOST_REPEATS = 6;
  private static final long SECONDS_PER_DAY = 86_400;

  /** A Monday. */
  private static final long FIRST_DAY = Instant.parse("2015-01-05T00:00:00Z").getEpochSecond();

  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  /** From and until which minute of the day. */
  private static final Map<String, int[]> DAYTIMES =
      Map.of(
          "night", new int[] {0, 300},
          "sunrise", new int[] {300, 480},
          "morning", new int[] {480, 690},
          "noon", new int[] {690, 810},
          "afternoon", new int[] {810, 1020},
          "sunset", new int[] {1020, 1140},
          "evening", new int[] {1140, 1380});

  private record Cell(
      String user, int weekday, int[] daytime, PlaceClass place, int utcOffsetMinutes) {}

  private record Use(String app, int repeats, long line) {}

  private CellMapping() {}

  static CellMapping frappe() {
    return new CellMapping();
  }

  /** Reads the rows, in no order, and returns how many there were. */
  long read(Path file, SkipLog skipped, List<RecordedRow> rows) throws IOException {
    ItemIds ids = new ItemIds();
    Map<String, Cell> cells = new LinkedHashMap<>();
    Map<String, List<Use>> uses = new LinkedHashMap<>();
    long count =
        DelimitedFile.read(
            file,
            '\t',
            COLUMNS,
            skipped,
            (fields, line) -> {
              Optional<SkipReason> reason = add(fields, line, ids, cells, uses);
              reason.ifPresent(some -> skipped.skip(some, line));
            });
    cells.forEach((key, cell) -> spread(key, cell, uses.get(key), rows));
    return count;
  }

  @Override
  public String toString() {
    return "frappe";
  }

  private static Optional<SkipReason> add(
      List<String> fields,
      long line,
      ItemIds ids,
      Map<String, Cell> cells,
      Map<String, List<Use>> uses) {
    String user = fields.get(0);
    if (user.isEmpty()) {
      return Optional.of(SkipReason.NO_USER);
    }
    if (fields.get(1).isEmpty()) {
      return Optional.of(SkipReason.NO_ITEM);
    }
    String app = ids.id("app", fields.get(1));
    if (app.length() > ItemIds.LONGEST) {
      return Optional.of(SkipReason.ITEM_TOO_LONG);
    }
    long times;
    try {
      times = Long.parseLong(fields.get(2));
    } catch (NumberFormatException e) {
      return Optional.of(SkipReason.BAD_COUNT);
    }
    if (times < 1) {
      return Optional.of(SkipReason.BAD_COUNT);
    }
    int[] daytime = DAYTIMES.get(fields.get(3).toLowerCase(Locale.ROOT));
    if (daytime == null) {
      return Optional.of(SkipReason.UNKNOWN_DAYTIME);
    }
    int weekday = WEEKDAYS.indexOf(fields.get(4).toLowerCase(Locale.ROOT));
    if (weekday < 0) {
      return Optional.of(SkipReason.UNKNOWN_WEEKDAY);
    }
    List<String> context = new ArrayList<>(fields.subList(3, 7));
    context.addAll(fields.subList(8, 11)); // without cost, which says something about the app
    String key = user + "\t" + String.join("\t", context);
    cells.computeIfAbsent(
        key,
        any ->
            new Cell(
                ids.same(user),
                weekday,
                daytime,
                place(fields.get(6)),
                CountryOffsets.minutes(fields.get(9))));
    int repeats = Math.min(64 - Long.numberOfLeadingZeros(times), MOST_REPEATS);
    uses.computeIfAbsent(key, any -> new ArrayList<>()).add(new Use(app, repeats, line));
    return Optional.empty();
  }

  private static void spread(String key, Cell cell, List<Use> uses, List<RecordedRow> rows) {
    SplittableRandom random = new SplittableRandom(hash(key));
    int firstWeek = random.nextInt(WEEKS);
    int afterwards = random.nextInt(WEEKS - 1);
    List<List<Use>> byWeek = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      byWeek.add(new ArrayList<>());
    }
    for (Use use : uses) {
      byWeek.get(firstWeek).add(use);
      int placed = 1;
      for (int i = 0; placed < use.repeats(); i++) {
        int week = (afterwards + i) % (WEEKS - 1);
        if (week != firstWeek) {
          byWeek.get(week).add(use);
          placed++;
        }
      }
    }
    for (int week = 0; week < WEEKS; week++) {
      List<Use> session = byWeek.get(week);
      int span = cell.daytime()[1] - cell.daytime()[0];
      long minute = cell.daytime()[0] + random.nextInt(span);
      long time =
          FIRST_DAY
              + (week * 7L + cell.weekday()) * SECONDS_PER_DAY
              + (minute - cell.utcOffsetMinutes()) * 60;
      while (!session.isEmpty()) {
        Use use = session.remove(random.nextInt(session.size()));
        rows.add(
            new RecordedRow(
                cell.user(),
                Integer.toString(week) + "/" + Long.toHexString(hash(key)),
                time,
                cell.utcOffsetMinutes(),
                cell.place(),
                Kind.OPENED,
                use.app(),
                use.line()));
        time += random.nextInt(5, 61);
      }
    }
  }

  private static PlaceClass place(String homework) {
    return switch (homework.toLowerCase(Locale.ROOT)) {
      case "home" -> PlaceClass.HOME;
      case "work" -> PlaceClass.WORK;
      default -> PlaceClass.UNKNOWN;
    };
  }

  /** FNV-1a over the characters: specified here, so that the made-up times stay the same. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
