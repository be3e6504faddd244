package dev.attune.deploy.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a command measured. All commands that measure write this one form.
 *
 * @param command what was run
 * @param seed the seed it ran with
 * @param startedAt when it started
 * @param figures the numbers, in the order in which they are shown
 * @param tables what is no number, by name
 * @param details numbers that belong in rows and columns; in JSON they stand under {@code tables}
 *     too, each as a list of objects
 */
public record Report(
    String command,
    long seed,
    Instant startedAt,
    List<Figure> figures,
    Map<String, String> tables,
    List<Table> details) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public Report {
    figures = List.copyOf(figures);
    tables = new LinkedHashMap<>(tables);
    details = List.copyOf(details);
  }

  /** A report without rows and columns. */
  public Report(
      String command,
      long seed,
      Instant startedAt,
      List<Figure> figures,
      Map<String, String> tables) {
    this(command, seed, startedAt, figures, tables, List.of());
  }

  /** The value of a figure, empty when there is none of the name. */
  public OptionalDouble value(String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst();
  }

  /** The report as one JSON object on one line. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("command", command).put("version", BuildInfo.version()).put("seed", seed);
    root.put("startedAt", startedAt.toString());
    root.putObject("machine")
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("jdk", System.getProperty("java.version"));
    ArrayNode list = root.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode node = list.addObject().put("name", figure.name());
      if (figure.whole()) {
        node.put("value", (long) figure.value());
      } else {
        node.put("value", rounded(figure.value()));
      }
      node.put("unit", figure.unit());
      if (figure.low() != null && figure.high() != null) {
        node.put("low", rounded(figure.low())).put("high", rounded(figure.high()));
      }
      if (figure.reach() != null) {
        node.put("reach", figure.reach()).put("met", figure.met());
      }
    }
    ObjectNode named = root.putObject("tables");
    tables.forEach(named::put);
    details.forEach(table -> write(table, named.putArray(table.name())));
    return root.toString();
  }

  private static void write(Table table, ArrayNode rows) {
    for (List<?> row : table.rows()) {
      ObjectNode object = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        String column = table.columns().get(i);
        if (row.get(i) instanceof Double number) {
          object.put(column, number.isNaN() ? null : (Double) rounded(number));
        } else if (row.get(i) instanceof Number number) {
          object.put(column, number.longValue());
        } else {
          object.put(column, row.get(i).toString());
        }
      }
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  /** The report as a table for people, ending with a line break. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    for (Figure figure : figures) {
      String value =
          figure.whole()
              ? String.format(Locale.ROOT, "%,d", (long) figure.value())
              : String.format(Locale.ROOT, "%,.3f", figure.value());
      text.append(
          String.format(
              Locale.ROOT,
              "  %-34s %14s %s%s%n",
              figure.name(),
              value,
              figure.unit(),
              remarks(figure)));
    }
    tables.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, "  %-34s %s%n", name, value)));
    details.forEach(table -> text.append(table.toText()));
    return text.toString();
  }

  private static String remarks(Figure figure) {
    StringBuilder remarks = new StringBuilder();
    if (figure.low() != null) {
      remarks.append(String.format(Locale.ROOT, ", %,.3f to %,.3f", figure.low(), figure.high()));
    }
    if (figure.reach() != null) {
      remarks.append(
          String.format(
              Locale.ROOT,
              Boolean.TRUE.equals(figure.met()) ? "; reached %s" : "; NOT reached: %s",
              figure.reach()));
    }
    return remarks.toString();
  }

  /** Writes the JSON object to a file, replacing what was there. */
  public void write(Path file) {
    try {
      Files.writeString(file, toJson() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the report can't be written to " + file, e);
    }
  }
}
