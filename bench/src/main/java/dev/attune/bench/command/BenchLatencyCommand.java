package dev.attune.bench.command;

import dev.attune.bench.latency.LatencyBench;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "latency",
    description = {
      "Measures the time from an event to what a consumer of committed records sees of it,",
      "at half of the load that Attune can take on this machine. Some minutes."
    })
final class BenchLatencyCommand implements Callable<Integer> {

  private static final int PARTITIONS = 4;

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;
  @Mixin private ThreadsOption threads;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users. Default: ${DEFAULT-VALUE}.")
  private int users = 20_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "How long is measured, after twice as long to warm up. Default: ${DEFAULT-VALUE}.")
  private int seconds = 40;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second. Default: half of what is measured first.")
  private @Nullable Integer rate;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  @Override
  public Integer call() {
    report.requireWritable();
    if (users < 1 || seconds < 1 || rate != null && rate < 1) {
      throw new Failure("--users, --seconds and --rate must be at least 1.");
    }
    PrintWriter out = spec.commandLine().getOut();
    OptionalInt chosen = rate == null ? OptionalInt.empty() : OptionalInt.of(rate);
    LatencyBench bench =
        new LatencyBench(
            seed, users, seconds, threads.count(), PARTITIONS, chosen, report.say(out));
    report.write(bench.run(), out);
    return 0;
  }
}
