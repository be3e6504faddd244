package dev.attune.bench.command;

import dev.attune.bench.state.StateBench;
import dev.attune.bench.state.StateSettings;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "state",
    description = {
      "Gives one instance many users, with default settings: what they cost in memory, on",
      "disk, when the store is lost and restored, and in throughput beside few users. Many",
      "minutes; needs Linux."
    })
final class BenchStateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;
  @Mixin private RoundsOption rounds = new RoundsOption(3);
  @Mixin private ThreadsOption threads;
  @Mixin private ProfileOption recordings;

  @Option(names = "--users", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int users = 1_000_000;

  @Option(
      names = "--few",
      paramLabel = "N",
      description = "Users of the instance beside it. Default: ${DEFAULT-VALUE}.")
  private int few = 10_000;

  @Option(
      names = "--lives",
      paramLabel = "N",
      description = "How many different lives they have led. Default: ${DEFAULT-VALUE}.")
  private int lives = 1_000;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "Events of a round, of all users; three in ten are to warm up. Default: ${DEFAULT-VALUE}.")
  private int events = 1_000_000;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  private static final int PARTITIONS = 4;
  private static final int EVENTS_OF_LIFE = 400;
  private static final int SECONDS = 600;

  @Override
  public Integer call() {
    report.requireWritable();
    if (users < 1 || few < 1 || lives < 1 || events < 10) {
      throw new Failure("--users, --few and --lives must be at least 1, --events at least 10.");
    }
    if (!Files.exists(Path.of("/proc/self/status"))) {
      throw new Failure("Resident memory is read from /proc/self/status, which is not here.");
    }
    StateSettings settings =
        new StateSettings(
            seed,
            users,
            few,
            Math.min(lives, users),
            EVENTS_OF_LIFE,
            events,
            rounds.count(),
            threads.count(),
            PARTITIONS,
            SECONDS,
            recordings.folder(),
            Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    report.write(new StateBench(settings, report.say(out)).run(), out);
    return 0;
  }
}
