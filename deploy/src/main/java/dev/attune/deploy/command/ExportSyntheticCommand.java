package dev.attune.deploy.command;

import dev.attune.deploy.ledger.SessionExport;
import dev.attune.deploy.ledger.SessionExport.Format;
import dev.attune.deploy.provision.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "synthetic",
    description = {
      "Writes made-up sessions to a file, a row for each event, each session once.",
      "docs/privacy.md says what is promised about them."
    })
final class ExportSyntheticCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.CSV;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "1970-01-01",
      description = "Only windows that start then or later, such as 2026-11-01 (UTC).")
  private String since = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; one that is there is replaced.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    Instant from = instant(since);
    try (Cluster connected = cluster.connect()) {
      int sessions = SessionExport.write(connected, from, format, out);
      spec.commandLine().getOut().println(sessions + " sessions in " + out + ".");
    } catch (IOException e) {
      throw new Failure("The sessions can't be written to " + out + ": " + e.getMessage() + ".");
    }
    return 0;
  }

  private static Instant instant(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new Failure(
          "--since must be a day or a time, such as 2026-11-01 or 2026-11-01T06:00:00Z, not "
              + text
              + ".");
    }
  }
}
