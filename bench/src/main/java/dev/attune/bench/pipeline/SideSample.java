package dev.attune.bench.pipeline;

/**
 * What one run of a side took between its markers.
 *
 * @param records records processed
 * @param wallNanos time that went by
 * @param streamNanos time the stream threads were on a core
 * @param processNanos time any thread of the process was on a core
 * @param bytes what the stream threads allocated on the heap
 * @param pauseMillis time in which the garbage collector stopped everything
 * @param compilerNanos of the process's time on a core, that of the JIT compilers; 0 where only the
 *     whole is told
 */
public record SideSample(
    long records,
    long wallNanos,
    long streamNanos,
    long processNanos,
    long bytes,
    long pauseMillis,
    long compilerNanos) {

  private static final String WORD = "sample";

  /** Events a second. */
  public double rate() {
    return records * 1e9 / wallNanos;
  }

  /** Microseconds on a core of the stream threads, an event. */
  public double streamMicros() {
    return streamNanos / 1e3 / records;
  }

  /** Microseconds on a core of the whole process, an event. */
  public double processMicros() {
    return processNanos / 1e3 / records;
  }

  /** Microseconds on a core of the JIT compilers, an event; part of {@link #processMicros}. */
  public double compilerMicros() {
    return compilerNanos / 1e3 / records;
  }

  /** Bytes allocated by the stream threads, an event. */
  public double bytesPerEvent() {
    return (double) bytes / records;
  }

  /** As a line that {@link #of} reads. */
  public String line() {
    return String.join(
        " ",
        WORD,
        Long.toString(records),
        Long.toString(wallNanos),
        Long.toString(streamNanos),
        Long.toString(processNanos),
        Long.toString(bytes),
        Long.toString(pauseMillis),
        Long.toString(compilerNanos));
  }

  static boolean isSample(String line) {
    return line.startsWith(WORD + " ");
  }

  /** Reads what {@link #line} wrote. */
  public static SideSample of(String line) {
    String[] words = line.split(" ");
    return new SideSample(
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]),
        Long.parseLong(words[6]),
        Long.parseLong(words[7]));
  }
}
