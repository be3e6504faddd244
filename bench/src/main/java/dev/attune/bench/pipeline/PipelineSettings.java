package dev.attune.bench.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param seed decides who the users are and what they do
 * @param sides which sides take part, in this order
 * @param rounds how often each runs
 * @param users how many there are
 * @param events how many events there are, of all users together
 * @param warmUp how many of them come before measuring begins
 * @param threads stream threads of a side
 * @param partitions of each topic by user
 * @param seconds how long a side is measured at most, and warmed up at most
 * @param recordings where Flight Recorder files go; none are made if empty
 */
public record PipelineSettings(
    long seed,
    List<PipelineSide> sides,
    int rounds,
    int users,
    int events,
    int warmUp,
    int threads,
    int partitions,
    int seconds,
    Optional<Path> recordings) {

  /** Copies the list. */
  public PipelineSettings {
    sides = List.copyOf(sides);
    if (warmUp >= events) {
      throw new IllegalArgumentException("no event is left to be measured");
    }
  }
}
