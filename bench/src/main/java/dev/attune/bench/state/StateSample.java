package dev.attune.bench.state;

import dev.attune.bench.pipeline.SideSample;

/**
 * What one run of a side took.
 *
 * @param startMillis from the start of the application until it processes, with what it restores
 * @param peakKib the most resident memory of the process
 * @param work what the events took
 */
record StateSample(long startMillis, long peakKib, SideSample work) {

  private static final String WORD = "state ";

  String line() {
    return WORD + startMillis + " " + peakKib + " " + work.line();
  }

  static boolean isSample(String line) {
    return line.startsWith(WORD);
  }

  static StateSample of(String line) {
    String[] words = line.split(" ", 4);
    return new StateSample(
        Long.parseLong(words[1]), Long.parseLong(words[2]), SideSample.of(words[3]));
  }
}
