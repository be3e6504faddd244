package dev.attune.device.replay;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of a recorded log. Every row read was either used or skipped for one reason.
 *
 * @param rows how many rows were read, without the header
 * @param events how many events came of them: fewer than rows where rows were skipped, more where
 *     unlocks were told from sessions or counts were spread over weeks
 * @param users how many users there are
 * @param items how many different items there are
 * @param skipped which rows were skipped
 */
public record ReplayReport(
    long rows, long events, int users, int items, Map<SkipReason, Skipped> skipped) {

  /**
   * The rows skipped for one reason.
   *
   * @param rows how many
   * @param exampleLines the line numbers of the first few, from 1; the header is line 1
   */
  public record Skipped(long rows, List<Long> exampleLines) {
    /** Copies the lines. */
    public Skipped {
      exampleLines = List.copyOf(exampleLines);
    }
  }

  /** Copies the map. */
  public ReplayReport {
    Map<SkipReason, Skipped> copy = new EnumMap<>(SkipReason.class);
    copy.putAll(skipped);
    skipped = Collections.unmodifiableMap(copy);
  }

  /** How many rows were skipped, for whatever reason. */
  public long rowsSkipped() {
    return skipped.values().stream().mapToLong(Skipped::rows).sum();
  }

  /** How many rows became events. */
  public long rowsUsed() {
    return rows - rowsSkipped();
  }

  /** The report for people, one line for the whole and one for each reason. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%,d rows read, %,d used, %,d skipped; %,d events of %,d users with %,d items%n"
            .formatted(rows, rowsUsed(), rowsSkipped(), events, users, items));
    skipped.forEach(
        (reason, some) -> {
          String lines =
              some.exampleLines().stream().map(String::valueOf).collect(Collectors.joining(", "));
          boolean all = some.rows() == some.exampleLines().size();
          text.append(
              "  %,d skipped: %s (line%s %s%s)%n"
                  .formatted(
                      some.rows(),
                      reason.label(),
                      some.rows() == 1 ? "" : "s",
                      lines,
                      all ? "" : ", ..."));
        });
    return text.toString();
  }
}
