package dev.attune.bench.command;

import dev.attune.bench.pipeline.PipelineSettings;
import dev.attune.bench.pipeline.PipelineSide;
import dev.attune.deploy.command.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How many users do how much, and for how long that is measured; defaults are a command's own. */
final class CrowdOptions {

  private static final int PARTITIONS = 4;
  private static final double WARM_UP = 0.4;
  private static final int LEAST_EVENTS = 10;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users. Default: ${DEFAULT-VALUE}.")
  private int users;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "Events, of all users together; four in ten are to warm up. Default: ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "How long is measured, and warmed up before, at most. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  CrowdOptions(int users, int events, int seconds) {
    this.users = users;
    this.events = events;
    this.seconds = seconds;
  }

  long seed() {
    return seed;
  }

  /**
   * Fails if there is too little.
   *
   * @throws Failure if so
   */
  void check() {
    if (users < 1 || seconds < 1 || events < LEAST_EVENTS) {
      throw new Failure(
          "--users and --seconds must be at least 1, --events at least " + LEAST_EVENTS + ".");
    }
  }

  /** What a run needs to know; {@link #check} has passed. */
  PipelineSettings settings(
      List<PipelineSide> sides, int rounds, int threads, Optional<Path> recordings) {
    return new PipelineSettings(
        seed,
        sides,
        rounds,
        users,
        events,
        (int) (events * WARM_UP),
        threads,
        PARTITIONS,
        seconds,
        recordings.map(Path::toAbsolutePath));
  }
}
