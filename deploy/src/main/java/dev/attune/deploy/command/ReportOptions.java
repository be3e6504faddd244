package dev.attune.deploy.command;

import dev.attune.deploy.report.Report;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where what was measured goes. */
public final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what was measured to this file, as JSON.")
  private @Nullable Path file;

  @Option(names = "--json", description = "Print nothing but what was measured, as JSON.")
  private boolean json;

  /** Whether a program reads what is printed. */
  public boolean json() {
    return json;
  }

  /** Whether anyone keeps the report. */
  public boolean kept() {
    return json || file != null;
  }

  /** Fails before anything slow is done if the report could not be written in the end. */
  public void requireWritable() {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new Failure("The report can't be written to " + file + ".");
    }
  }

  /** Gets what happens meanwhile, a line each. */
  public Consumer<String> say(PrintWriter out) {
    return json ? line -> {} : out::println;
  }

  /** Writes the report to the file, if there is one, and prints it. */
  public void write(Report report, PrintWriter out) {
    if (file != null) {
      report.write(file);
    }
    out.print(json ? report.toJson() + "\n" : "\n" + report.toText());
    out.flush();
  }
}
