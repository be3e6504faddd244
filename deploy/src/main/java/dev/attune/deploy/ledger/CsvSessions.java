package dev.attune.deploy.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** CSV (RFC 4180, UTF-8) with a header; times as ISO 8601, nothing where there is no value. */
final class CsvSessions implements SessionFile {

  private static final SessionColumn[] COLUMNS = SessionColumn.values();

  private final CSVPrinter printer;

  /** Replaces the file. */
  CsvSessions(Path file) throws IOException {
    String[] header = Stream.of(COLUMNS).map(SessionColumn::title).toArray(String[]::new);
    printer =
        CSVFormat.RFC4180.builder().setHeader(header).get().print(Files.newBufferedWriter(file));
  }

  @Override
  public void write(SessionRow row) throws IOException {
    List<@Nullable Object> values = new ArrayList<>(COLUMNS.length);
    for (SessionColumn column : COLUMNS) {
      values.add(column.of(row));
    }
    printer.printRecord(values);
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
