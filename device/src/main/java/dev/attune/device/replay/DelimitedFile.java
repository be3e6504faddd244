package dev.attune.device.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A text file with a header and delimited fields. With commas or semicolons, fields may be quoted
 * and then hold line breaks; with tabs there is no quoting, as in the public data sets. A broken
 * row costs only itself: each record is parsed by itself, and where a quote is never closed,
 * reading goes on in the next line.
 */
final class DelimitedFile implements AutoCloseable {
  /**
   * Takes one row: the fields wanted, by the order in which they were named, and the line it began
   * in.
   */
  interface RowReader {
    void row(List<String> fields, long line);
  }

  private static final int LINES_PER_RECORD = 20;

  private final BufferedReader reader;
  private final char delimiter;
  private final CSVFormat format;
  private final Deque<String> pushedBack = new ArrayDeque<>();
  private long line;

  private DelimitedFile(BufferedReader reader, char delimiter) {
    this.reader = reader;
    this.delimiter = delimiter;
    this.format =
        CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false).get();
  }

  /**
   * Reads a file.
   *
   * @param columns the columns wanted
   * @return how many rows there were
   * @throws LogFormatException if the file is empty or lacks columns
   */
  static long read(
      Path path, char delimiter, List<String> columns, SkipLog skipped, RowReader target)
      throws IOException {
    // bytes that are no UTF-8 become a replacement character instead of an end of the replay
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (DelimitedFile file =
        new DelimitedFile(
            new BufferedReader(new InputStreamReader(Files.newInputStream(path), decoder)),
            delimiter)) {
      return file.readAll(path, columns, skipped, target);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private long readAll(Path path, List<String> columns, SkipLog skipped, RowReader target)
      throws IOException {
    List<String> header;
    try {
      header = next();
    } catch (MalformedRowException e) {
      header = null;
    }
    if (header == null || header.isEmpty()) {
      throw new LogFormatException(path.getFileName() + " has no header line.");
    }
    int[] positions = positions(path, header, columns);
    long rows = 0;
    while (true) {
      long from = line + 1;
      List<String> fields;
      try {
        fields = next();
      } catch (MalformedRowException e) {
        rows++;
        skipped.skip(SkipReason.MALFORMED, from);
        continue;
      }
      if (fields == null) {
        return rows;
      }
      if (fields.isEmpty()) {
        continue; // an empty line, mostly the last
      }
      rows++;
      if (fields.size() != header.size()) {
        skipped.skip(SkipReason.WRONG_FIELD_COUNT, from);
        continue;
      }
      List<String> wanted = new ArrayList<>(positions.length);
      for (int position : positions) {
        wanted.add(fields.get(position).strip());
      }
      target.row(wanted, from);
    }
  }

  private static int[] positions(Path path, List<String> header, List<String> columns) {
    Map<String, Integer> byName = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = i == 0 ? header.get(i).replace("\uFEFF", "") : header.get(i);
      byName.putIfAbsent(name.strip(), i);
    }
    List<String> missing = columns.stream().filter(name -> !byName.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new LogFormatException(
          path.getFileName()
              + " lacks the column"
              + (missing.size() == 1 ? " " : "s ")
              + String.join(", ", missing)
              + "; it has "
              + abbreviated(String.join(", ", byName.keySet()))
              + ".");
    }
    return columns.stream().mapToInt(byName::get).toArray();
  }

  /** The next record's fields, empty for an empty line, null at the end of the file. */
  private @Nullable List<String> next() throws IOException {
    String first = nextLine();
    if (first == null) {
      return null;
    }
    if (first.isBlank()) {
      return List.of();
    }
    if (delimiter == '\t' || first.indexOf('"') < 0) {
      return split(first); // nothing is quoted: no need of a parser
    }
    StringBuilder record = new StringBuilder(first);
    List<String> joined = new ArrayList<>();
    while (true) {
      try (CSVParser parser = CSVParser.parse(new StringReader(record.toString()), format)) {
        List<String> fields = new ArrayList<>();
        for (CSVRecord only : parser) {
          fields.addAll(only.toList());
        }
        return fields;
      } catch (IOException | UncheckedIOException | IllegalStateException e) {
        // perhaps a quoted line break: try with the next line, or else give up this line alone
        String more = joined.size() < LINES_PER_RECORD && openQuote(record) ? nextLine() : null;
        if (more == null) {
          giveBack(joined);
          throw new MalformedRowException();
        }
        joined.add(more);
        record.append('\n').append(more);
      }
    }
  }

  private List<String> split(String text) {
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
      fields.add(text.substring(from, at));
      from = at + 1;
    }
    fields.add(text.substring(from));
    return fields;
  }

  private @Nullable String nextLine() throws IOException {
    String text = pushedBack.isEmpty() ? reader.readLine() : pushedBack.removeFirst();
    if (text != null) {
      line++;
    }
    return text;
  }

  private void giveBack(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      pushedBack.addFirst(lines.get(i));
    }
    line -= lines.size();
  }

  private static boolean openQuote(CharSequence record) {
    return record.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  private static String abbreviated(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }

  private static final class MalformedRowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedRowException() {
      super(null, null, false, false);
    }
  }
}
