package dev.attune.deploy.command;

import dev.attune.deploy.demo.DemoSettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is simulated, and for how long. */
final class CrowdOptions {
  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users. Default: ${DEFAULT-VALUE}.")
  private int users = 200;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second, all users together. Default: ${DEFAULT-VALUE}.")
  private int rate = 500;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "For how long, such as 30s or 5m. Default: until Ctrl-C.")
  private @Nullable Duration duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides who the users are and what they do. Default: ${DEFAULT-VALUE}.")
  private long seed = 7;

  DemoSettings settings(boolean deterministic) {
    try {
      return new DemoSettings(users, rate, Optional.ofNullable(duration), seed, deterministic);
    } catch (IllegalArgumentException e) {
      throw new Failure(e.getMessage(), e);
    }
  }
}
