package dev.attune.bench.command;

import dev.attune.bench.pipeline.PipelineSettings;
import dev.attune.bench.pipeline.ScaleBench;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "scale",
    description = {
      "The same events by one, two and four instances of a thread each, with four, two and one",
      "partition: whether an event costs more when instances share the work."
    })
final class BenchScaleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(names = "--users", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int users = 20_000;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events, of all users; four in ten are to warm up. Default: ${DEFAULT-VALUE}.")
  private int events = 800_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long instances warm up, and are measured, at most. Default: 120.")
  private int seconds = 120;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  private static final double WARM_UP = 0.4;

  @Override
  public Integer call() {
    report.requireWritable();
    if (users < 1 || events < 100 || seconds < 1) {
      throw new Failure("--users and --seconds must be at least 1, --events at least 100.");
    }
    PipelineSettings settings =
        new PipelineSettings(
            seed,
            List.of(),
            1,
            users,
            events,
            (int) (events * WARM_UP),
            1,
            1,
            seconds,
            Optional.empty());
    PrintWriter out = spec.commandLine().getOut();
    report.write(new ScaleBench(settings, report.say(out)).run(), out);
    return 0;
  }
}
