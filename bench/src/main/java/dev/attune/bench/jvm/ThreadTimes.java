package dev.attune.bench.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Time on a core by kind of thread, of this process and as the system counts it; so of compilers
 * and collectors, too, which Java does not tell of. Threads that have ended are not in it.
 */
public final class ThreadTimes {

  private static final Path TASKS = Path.of("/proc/self/task");

  /** Linux counts in hundredths of a second here, whatever the kernel's own tick is. */
  private static final long TICK_NANOS = 10_000_000;

  /** Of the words after the name. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  private ThreadTimes() {}

  /** Nanoseconds of one kind so far; 0 where there is no Linux to tell. */
  public static long of(ThreadKind kind) {
    return now().getOrDefault(kind, 0L);
  }

  /** Nanoseconds so far; empty where there is no Linux to tell. */
  static Map<ThreadKind, Long> now() {
    Map<ThreadKind, Long> times = new EnumMap<>(ThreadKind.class);
    if (Files.isDirectory(TASKS)) {
      try (Stream<Path> tasks = Files.list(TASKS)) {
        tasks.forEach(task -> add(task.resolve("stat"), times));
      } catch (IOException e) {
        times.clear();
      }
    }
    return times;
  }

  private static void add(Path file, Map<ThreadKind, Long> times) {
    try {
      String line = Files.readString(file);
      int name = line.indexOf('(');
      int rest = line.lastIndexOf(')');
      List<String> words = List.of(line.substring(rest + 2).split(" "));
      long ticks = Long.parseLong(words.get(USER_TIME)) + Long.parseLong(words.get(SYSTEM_TIME));
      times.merge(ThreadKind.of(line.substring(name + 1, rest)), ticks * TICK_NANOS, Long::sum);
    } catch (IOException e) {
      // The thread has just ended.
    }
  }
}
