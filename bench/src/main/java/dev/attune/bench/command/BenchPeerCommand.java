package dev.attune.bench.command;

import dev.attune.bench.pipeline.PeerBench;
import dev.attune.bench.pipeline.PipelineSettings;
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
    name = "peer",
    description = {
      "Attune beside the same job on Apache Flink: decode, state of each user in RocksDB,",
      "the model's step in batches, the top five; exactly once, in turns, each in a JVM of",
      "its own. Many minutes."
    })
final class BenchPeerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(names = "--rounds", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users. Default: ${DEFAULT-VALUE}.")
  private int users = 50_000;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events, of all users; four in ten are to warm up. Default: ${DEFAULT-VALUE}.")
  private int events = 1_500_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads, and Flink's parallelism. Default: processors - 1.")
  private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "How long a side warms up, and is measured, at most. Default: ${DEFAULT-VALUE}.")
  private int seconds = 120;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  private static final int PARTITIONS = 4;
  private static final double WARM_UP = 0.4;

  @Override
  public Integer call() {
    report.requireWritable();
    if (rounds < 1 || users < 1 || events < 10 || threads < 1 || seconds < 1) {
      throw new Failure(
          "--rounds, --users, --threads and --seconds must be at least 1, --events at least 10.");
    }
    PipelineSettings settings =
        new PipelineSettings(
            seed,
            List.of(),
            rounds,
            users,
            events,
            (int) (events * WARM_UP),
            threads,
            PARTITIONS,
            seconds,
            Optional.empty());
    PrintWriter out = spec.commandLine().getOut();
    report.write(new PeerBench(settings, report.say(out)).run(), out);
    return 0;
  }
}
