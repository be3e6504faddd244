package dev.attune.bench.command;

import dev.attune.bench.pipeline.PeerBench;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "peer",
    description = {
      "Attune beside the same job on Apache Flink: decode, state of each user in RocksDB,",
      "the model's step in batches, the top five; exactly once, in turns, each in a JVM of",
      "its own, with as many stream threads as Flink has subtasks. Many minutes."
    })
final class BenchPeerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;
  @Mixin private RoundsOption rounds = new RoundsOption(5);
  @Mixin private CrowdOptions crowd = new CrowdOptions(50_000, 1_500_000, 120);
  @Mixin private ThreadsOption threads;

  @Override
  public Integer call() {
    report.requireWritable();
    crowd.check();
    PrintWriter out = spec.commandLine().getOut();
    PeerBench bench =
        new PeerBench(
            crowd.settings(List.of(), rounds.count(), threads.count(), Optional.empty()),
            report.say(out));
    report.write(bench.run(), out);
    return 0;
  }
}
