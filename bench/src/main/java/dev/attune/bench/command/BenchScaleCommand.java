package dev.attune.bench.command;

import dev.attune.bench.pipeline.ScaleBench;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "scale",
    description = {
      "One, two and four instances on this machine, a thread and a partition each, with as many",
      "users and events for each: whether an event costs more when there are more instances.",
      "Some minutes."
    })
final class BenchScaleCommand implements Callable<Integer> {

  private static final List<Integer> INSTANCES = List.of(1, 2, 4);

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users for each instance. Default: ${DEFAULT-VALUE}.")
  private int users = 10_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Events a second for each instance; the machine must be able to take them from four."
              + " Default: ${DEFAULT-VALUE}.")
  private int rate = 3_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long is measured, after as long to warm up. Default: ${DEFAULT-VALUE}.")
  private int seconds = 60;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  @Override
  public Integer call() {
    report.requireWritable();
    if (users < 1 || rate < 1 || seconds < 1) {
      throw new Failure("--users, --rate and --seconds must be at least 1.");
    }
    PrintWriter out = spec.commandLine().getOut();
    report.write(new ScaleBench(INSTANCES, seed, users, rate, seconds, report.say(out)).run(), out);
    return 0;
  }
}
