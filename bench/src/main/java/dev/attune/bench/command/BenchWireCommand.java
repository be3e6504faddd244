package dev.attune.bench.command;

import dev.attune.bench.wire.WireBench;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "wire",
    description = {
      "Counts the bytes of an event in batches as phones send them, beside JSON that is",
      "gzipped event by event."
    })
final class BenchWireCommand implements Callable<Integer> {

  /** With fewer, hardly a phone fills a batch. */
  private static final int LEAST_EVENTS_PER_USER = 150;

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users. Default: ${DEFAULT-VALUE}.")
  private int users = 200;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events, of all users together. Default: ${DEFAULT-VALUE}.")
  private int events = 60_000;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  @Override
  public Integer call() {
    report.requireWritable();
    if (users < 1 || events / LEAST_EVENTS_PER_USER < users) {
      throw new Failure(
          "--users must be at least 1, and --events at least "
              + LEAST_EVENTS_PER_USER
              + " for each user, so that batches are filled.");
    }
    report.write(new WireBench(seed, users, events).run(), spec.commandLine().getOut());
    return 0;
  }
}
