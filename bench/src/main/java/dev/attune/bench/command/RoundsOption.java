package dev.attune.bench.command;

import dev.attune.deploy.command.Failure;
import picocli.CommandLine.Option;

/** How often everyone has a turn; the default is a command's own. */
final class RoundsOption {

  @Option(names = "--rounds", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  RoundsOption(int rounds) {
    this.rounds = rounds;
  }

  /**
   * At least one.
   *
   * @throws Failure if it is less
   */
  int count() {
    if (rounds < 1) {
      throw new Failure("--rounds must be at least 1.");
    }
    return rounds;
  }
}
