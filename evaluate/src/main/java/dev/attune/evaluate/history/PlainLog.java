package dev.attune.evaluate.history;

import dev.attune.device.replay.ReplayMapping;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Logs of the plainest form: CSV with the columns user, item and timestamp. */
public final class PlainLog {

  private static final int MILLIS_DIGITS = 12;

  private PlainLog() {}

  /**
   * What the columns of such a log mean. Whether its times are seconds or milliseconds since the
   * epoch, or written as ISO 8601, is told from its first row.
   */
  public static ReplayMapping mapping(Path file) throws IOException {
    return ReplayMapping.of(
        Map.of(
            "column.user", "user",
            "column.item", "item",
            "column.time", "timestamp",
            "time.format", timeFormat(file)),
        "user,item,timestamp");
  }

  private static String timeFormat(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String header = reader.readLine();
      String row = reader.readLine();
      if (header == null || row == null) {
        return "epoch-seconds";
      }
      int column = Arrays.asList(header.strip().split(",")).indexOf("timestamp");
      List<String> fields = Arrays.asList(row.strip().split(","));
      String time = column >= 0 && column < fields.size() ? fields.get(column) : "0";
      if (!time.matches("-?\\d+")) {
        return "iso";
      }
      return time.length() > MILLIS_DIGITS ? "epoch-millis" : "epoch-seconds";
    }
  }
}
