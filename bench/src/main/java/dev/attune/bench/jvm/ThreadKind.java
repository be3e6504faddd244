package dev.attune.bench.jvm;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a thread of a process with Kafka Streams in it is there for, by its name at the system. That
 * name is too short to tell stream threads from others of the application.
 */
public enum ThreadKind {
  /** What sends. */
  PRODUCER("kafka-p(roduce|\\.\\.).*"),
  /** What keeps the place in the group. */
  HEARTBEAT("kafka-c(oordin|\\.\\.).*"),
  /** What collects garbage. */
  GARBAGE("(GC |ParGC|G1 |VM Thread).*"),
  /** The JIT compilers. */
  COMPILER("C[12] Comp.*"),
  /** RocksDB's own: flushes and compactions. */
  ROCKSDB("rocksdb:.*"),
  /** What measures. */
  FLIGHT_RECORDER("JFR .*"),
  /** All others, stream threads among them. */
  OTHER(".*");

  private final Pattern names;

  ThreadKind(String names) {
    this.names = Pattern.compile(names);
  }

  /**
   * The kind of a thread.
   *
   * @param name as Linux has it: at most 15 characters; of a longer name of Java's the first 15, or
   *     (from JDK 18 on) the first seven, two dots and the last six
   */
  public static ThreadKind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.names.matcher(name).matches())
        .findFirst()
        .orElseThrow();
  }

  /** Its stable name, such as {@code flight-recorder}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
