package dev.attune.bench.command;

import dev.attune.bench.pipeline.PipelineSide;
import dev.attune.deploy.command.Failure;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Sides, as they are called on the command line. */
final class SideNames {

  private SideNames() {}

  /**
   * The side of this name.
   *
   * @throws Failure if there is none, with all there are
   */
  static PipelineSide of(String word) {
    return PipelineSide.of(word)
        .orElseThrow(() -> new Failure("There is no side " + word + "; there are " + all() + "."));
  }

  private static String all() {
    return Arrays.stream(PipelineSide.values())
        .map(PipelineSide::word)
        .collect(Collectors.joining(", "));
  }
}
