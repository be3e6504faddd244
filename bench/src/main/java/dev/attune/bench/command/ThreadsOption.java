package dev.attune.bench.command;

import dev.attune.deploy.command.Failure;
import picocli.CommandLine.Option;

/** How many stream threads an application has. */
final class ThreadsOption {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads. Default: one less than there are processors.")
  private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  /**
   * At least one.
   *
   * @throws Failure if it is less
   */
  int count() {
    if (threads < 1) {
      throw new Failure("--threads must be at least 1.");
    }
    return threads;
  }
}
