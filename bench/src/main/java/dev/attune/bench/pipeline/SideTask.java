package dev.attune.bench.pipeline;

import java.nio.file.Path;
import java.util.List;

/**
 * What a side's JVM is told.
 *
 * @param side which side
 * @param bootstrapServers the broker
 * @param registryUrl the registry
 * @param application the application id, of this run alone
 * @param state the folder of the stores
 * @param threads stream threads
 * @param from after how many records (consents and events) measuring begins
 * @param to after how many it ends
 * @param warmSeconds after how many seconds it begins at the latest
 * @param mostSeconds after how many more it ends at the latest
 */
record SideTask(
    PipelineSide side,
    String bootstrapServers,
    String registryUrl,
    String application,
    Path state,
    int threads,
    long from,
    long to,
    int warmSeconds,
    int mostSeconds) {

  private static final int WORDS = 10;

  /** As arguments of a program. */
  List<String> arguments() {
    return List.of(
        side.word(),
        bootstrapServers,
        registryUrl,
        application,
        state.toString(),
        Integer.toString(threads),
        Long.toString(from),
        Long.toString(to),
        Integer.toString(warmSeconds),
        Integer.toString(mostSeconds));
  }

  /** Read from the arguments. */
  static SideTask of(String... words) {
    if (words.length != WORDS) {
      throw new IllegalArgumentException(words.length + " words, not " + WORDS);
    }
    return new SideTask(
        PipelineSide.of(words[0]).orElseThrow(),
        words[1],
        words[2],
        words[3],
        Path.of(words[4]),
        Integer.parseInt(words[5]),
        Long.parseLong(words[6]),
        Long.parseLong(words[7]),
        Integer.parseInt(words[8]),
        Integer.parseInt(words[9]));
  }
}
