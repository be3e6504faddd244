package dev.attune.bench.command;

import dev.attune.bench.parts.PartsBench;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "parts",
    description = "Measures the parts of the hot path by JMH, with what a call allocates.")
final class BenchPartsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Which parts, as a regular expression such as ModelPart.update. Default: all.")
  private String pattern = ".*";

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "How many are measured, after as many for warm-up. Default: 5.")
  private int iterations = 5;

  @Option(
      names = "--millis",
      paramLabel = "MS",
      description = "Milliseconds of an iteration. Default: 500.")
  private int millis = 500;

  @Option(names = "--in-process", hidden = true, description = "For tests: no JVM for each part.")
  private boolean inProcess;

  @Override
  public Integer call() {
    report.requireWritable();
    if (iterations < 1 || millis < 1) {
      throw new Failure("--iterations and --millis must be at least 1.");
    }
    PartsBench bench = new PartsBench(pattern, iterations, millis, !inProcess);
    report.write(bench.run(), spec.commandLine().getOut());
    return 0;
  }
}
