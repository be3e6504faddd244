package dev.attune.topology.memory;

import static dev.attune.topology.memory.MemorySize.MIB;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How one amount of memory is shared out within a process, so that all of its parts together stay
 * below it. A function of the amount and the number of threads only.
 *
 * <table>
 * <caption>Parts</caption>
 * <tr><th>part</th><th>how much</th></tr>
 * <tr><td>process: code, classes, stacks, libraries, what malloc can't give back</td><td>240 MiB and
 * 16 MiB a thread</td></tr>
 * <tr><td>releases of the model outside of the heap</td><td>96 MiB</td></tr>
 * <tr><td>direct buffers</td><td>32 MiB and two fetches a thread</td></tr>
 * <tr><td>stores: RocksDB's blocks, indexes, filters and write buffers</td><td>4/10 of the rest</td></tr>
 * <tr><td>heap</td><td>6/10 of the rest, in which:</td></tr>
 * <tr><td>- profiles as objects</td><td>a quarter of the heap, 4 KiB each</td></tr>
 * <tr><td>- what producers have not sent</td><td>a sixth, at most 64 MiB a thread</td></tr>
 * <tr><td>- what consumers have fetched</td><td>a sixth, in fetches of at most 8 MiB</td></tr>
 * </table>
 *
 * @param total all of it, in bytes
 * @param threads how many threads process partitions
 * @param process what the process itself needs, in bytes
 * @param releases what releases of the model hold outside of the heap, in bytes
 * @param direct the ceiling of direct buffers, in bytes
 * @param stores the ceiling of RocksDB, all stores together, in bytes
 * @param heap the ceiling of the Java heap, in bytes
 * @param profileEntries how many profiles are kept as objects, all partitions together
 * @param producerBytes the buffer of one thread's producer, in bytes
 * @param fetchBytes the most bytes of one fetch
 */
public record MemoryPlan(
    long total,
    int threads,
    long process,
    long releases,
    long direct,
    long stores,
    long heap,
    int profileEntries,
    long producerBytes,
    int fetchBytes) {

  /** What is planned with where nothing is configured, in bytes. */
  public static final long DEFAULT_TOTAL = 1280 * MIB;

  /** About what a busy user's profile takes as an object, in bytes. */
  public static final int PROFILE_BYTES = 4096;

  private static final long PROCESS = 240 * MIB;
  private static final long THREAD = 16 * MIB;
  private static final long RELEASES = 96 * MIB;
  private static final long DIRECT = 32 * MIB;
  private static final long LEAST_REST = 320 * MIB;
  private static final long LEAST_OF_THREAD = 48 * MIB;
  private static final long MOST_PRODUCER = 64 * MIB;
  private static final long MOST_FETCH = 8 * MIB;
  private static final long LEAST_FETCH = MIB;

  /** Main and restore consumer of a thread, each with a fetch on the heap and one underway. */
  private static final int FETCHES = 4;

  private static final int METASPACE_MIB = 128;
  private static final int CODE_MIB = 96;
  private static final double TOLERANCE = 1.02;

  /**
   * The plan for an amount.
   *
   * @param total bytes
   * @param threads how many threads process partitions, at least 1
   * @throws IllegalArgumentException if it is too little; the message says how much it takes
   */
  public static MemoryPlan of(long total, int threads) {
    long process = PROCESS + threads * THREAD;
    long fixed = process + RELEASES + DIRECT;
    long least = fixed + LEAST_REST + threads * LEAST_OF_THREAD;
    if (total < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d MiB are too little for %d %s: give it %d MiB or more",
              total / MIB,
              threads,
              threads == 1 ? "thread" : "threads",
              ceil(least)));
    }
    long before = (total - fixed) * 6 / 10;
    int fetch = (int) Math.max(LEAST_FETCH, Math.min(MOST_FETCH, before / 6 / (FETCHES * threads)));
    long direct = DIRECT + 2L * threads * fetch;
    long rest = total - process - RELEASES - direct;
    long stores = rest * 4 / 10;
    long heap = rest - stores;
    return new MemoryPlan(
        total,
        threads,
        process,
        RELEASES,
        direct,
        stores,
        heap,
        (int) Math.min(Integer.MAX_VALUE, heap / 4 / PROFILE_BYTES),
        Math.min(MOST_PRODUCER, heap / 6 / threads),
        fetch);
  }

  /** What is planned with where nothing is configured: 1280 MiB, or what more threads take. */
  public static MemoryPlan byDefault(int threads) {
    return of(DEFAULT_TOTAL + (threads - 1) * 64 * MIB, threads);
  }

  /** The flags that make a JVM keep to the plan. */
  public List<String> jvmFlags() {
    return List.of(
        "-Xmx" + heap / MIB + "m",
        "-XX:MaxDirectMemorySize=" + direct / MIB + "m",
        "-XX:MaxMetaspaceSize=" + METASPACE_MIB + "m",
        "-XX:ReservedCodeCacheSize=" + CODE_MIB + "m");
  }

  /** Why a JVM does not fit the plan, in sentences; none if it does. */
  public List<String> problems(JvmMemory jvm) {
    List<String> problems = new ArrayList<>();
    if (jvm.machine() > 0 && total > jvm.machine()) {
      problems.add(
          String.format(
              Locale.ROOT,
              "memory.max is %d MiB, but there are only %d MiB here.",
              total / MIB,
              jvm.machine() / MIB));
    }
    if (jvm.heap() > heap * TOLERANCE) {
      problems.add(over("heap", jvm.heap(), heap, jvmFlags().get(0)));
    }
    if (jvm.heap() < heap / 2) {
      problems.add(
          String.format(
              Locale.ROOT,
              "memory.max plans with a heap of %d MiB, and this JVM has %d MiB: start it with %s,"
                  + " or lower memory.max.",
              heap / MIB,
              jvm.heap() / MIB,
              jvmFlags().get(0)));
    }
    if (jvm.direct() > direct * TOLERANCE) {
      problems.add(over("direct memory", jvm.direct(), direct, jvmFlags().get(1)));
    }
    return problems;
  }

  private static String over(String what, long has, long may, String flag) {
    return String.format(
        Locale.ROOT,
        "memory.max leaves %d MiB of %s, and this JVM may take %d MiB: start it with %s, or with"
            + " ./attune run, which does.",
        may / MIB,
        what,
        has / MIB,
        flag);
  }

  /** One part of the plan, for people. */
  public record Part(String name, long bytes) {}

  /** The parts; those of the heap start with a dash and are within it. */
  public List<Part> parts() {
    return List.of(
        new Part("process", process),
        new Part("releases", releases),
        new Part("direct buffers", direct),
        new Part("stores", stores),
        new Part("heap", heap),
        new Part("- profiles as objects", (long) profileEntries * PROFILE_BYTES),
        new Part("- producer buffers", producerBytes * threads),
        new Part("- fetched records", (long) fetchBytes * FETCHES * threads));
  }

  /** The plan as a table, ending with a line break. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "memory.max %d MiB, %d threads%n", total / MIB, threads));
    for (Part part : parts()) {
      text.append(String.format(Locale.ROOT, "  %-22s %6d MiB%n", part.name(), part.bytes() / MIB));
    }
    return text.toString();
  }

  /** The plan in one line, as keys and values. */
  public String line() {
    StringBuilder line = new StringBuilder("total_mib=" + total / MIB);
    for (Part part : parts()) {
      String key = part.name().replace("- ", "heap_").replace(' ', '_');
      line.append(' ').append(key).append("_mib=").append(part.bytes() / MIB);
    }
    return line.toString();
  }

  private static long ceil(long bytes) {
    return (bytes + MIB - 1) / MIB;
  }
}
