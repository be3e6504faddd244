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
 */
public record Report(
    String command,
    long seed,
    Instant startedAt,
    List<Figure> figures,
    Map<String, String> tables) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public Report {
    figures = List.copyOf(figures);
    tables = new LinkedHashMap<>(tables);
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
        node.put("value", Math.round(figure.value() * 1e4) / 1e4);
      }
      node.put("unit", figure.unit());
    }
    ObjectNode named = root.putObject("tables");
    tables.forEach(named::put);
    return root.toString();
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
          String.format(Locale.ROOT, "  %-34s %14s %s%n", figure.name(), value, figure.unit()));
    }
    tables.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, "  %-34s %s%n", name, value)));
    return text.toString();
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
