package dev.attune.bench.command;

import dev.attune.bench.model.ModelBench;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ProgressLine;
import dev.attune.deploy.command.ReportOptions;
import dev.attune.models.onnx.OnnxRelease;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    description = {
      "Measures the model runtime on one thread: update, readout and rank in several",
      "batch sizes; the update against one call for each event, and against encoding",
      "the last 50 events again with a transformer."
    })
final class BenchModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;
  @Mixin private ReleaseOption release;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds that are kept. Default: ${DEFAULT-VALUE}.")
  private int rounds = 15;

  @Option(
      names = "--slice",
      paramLabel = "MS",
      description = "Milliseconds that each call is repeated for in a round. Default: 40.")
  private int slice = 40;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  @Override
  public Integer call() {
    report.requireWritable();
    if (rounds < 1 || slice < 1) {
      throw new Failure("--rounds and --slice must be at least 1.");
    }
    try (OnnxRelease opened = release.open();
        ModelBench bench = new ModelBench(opened, seed, rounds, Duration.ofMillis(slice))) {
      ProgressLine progress =
          new ProgressLine(spec.commandLine().getErr(), "rounds", bench.steps());
      report.write(bench.run(progress::done), spec.commandLine().getOut());
    }
    return 0;
  }
}
