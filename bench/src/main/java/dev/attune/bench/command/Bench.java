package dev.attune.bench.command;

import dev.attune.deploy.command.Logging;
import dev.attune.deploy.command.Problems;
import dev.attune.deploy.command.Version;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code attune bench}, which is a program of its own. */
@Command(
    name = "attune bench",
    description = {
      "How fast Attune is, beside what one would use instead. Ratios hold on any",
      "machine, since their sides take turns on it; rates need an idle one."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      BenchLatencyCommand.class,
      BenchModelCommand.class,
      BenchPartsCommand.class,
      BenchPeerCommand.class,
      BenchPipelineCommand.class,
      BenchProfileCommand.class,
      BenchScaleCommand.class,
      BenchStateCommand.class,
      BenchSwapCommand.class,
      BenchSwapMemoryCommand.class,
      BenchWireCommand.class
    })
public final class Bench {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show what the libraries say, and stack traces.")
  private boolean verbose;

  private Bench() {}

  /** Runs the command and exits with its code: 0 only on success. */
  public static void main(String[] args) {
    Logging.configure(args);
    System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
  }

  /** Runs the command; for tests too. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Bench bench = new Bench();
    CommandLine line = new CommandLine(bench);
    line.setOut(out).setErr(err);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Problems::badUse);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> Problems.failed(exception, command, bench.verbose));
    return line.execute(args);
  }
}
