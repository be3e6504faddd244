package dev.attune.deploy.command;

import dev.attune.schemas.wire.AvroLimits;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The attune command. */
@Command(
    name = "attune",
    description = "Personalization from anonymized device telemetry, inside a Kafka cluster.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      InitCommand.class,
      SimulateCommand.class,
      ReplayCommand.class,
      WatchCommand.class,
      ExplainCommand.class,
      ReplayDecisionCommand.class,
      CatalogCommand.class,
      ModelCommand.class,
      DescribeCommand.class,
      LedgerCommand.class,
      ExportCommand.class,
      ExportTrainingCommand.class,
      EvaluateCommand.class,
      TrainCommand.class
    })
public final class Attune {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show what the libraries say, and stack traces.")
  private boolean verbose;

  private Attune() {}

  /** Runs the command and exits with its code: 0 only on success. */
  public static void main(String[] args) {
    Logging.configure(args);
    AvroLimits.apply();
    int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
    System.exit(code);
  }

  /** Runs the command; for tests too. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Attune attune = new Attune();
    CommandLine line = new CommandLine(attune);
    line.setOut(out).setErr(err);
    line.getCommandSpec()
        .usageMessage()
        .footer("", "The launcher also starts 'attune bench': how fast it is.");
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Problems::badUse);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> Problems.failed(exception, command, attune.verbose));
    return line.execute(args);
  }
}
