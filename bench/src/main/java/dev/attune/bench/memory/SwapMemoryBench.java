package dev.attune.bench.memory;

import dev.attune.deploy.cluster.JavaRuntime;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What swapping releases leaves in memory, in two JVMs of their own: one with the C library as it
 * is, which gives every thread an arena of its own, and one with a single arena.
 */
public final class SwapMemoryBench {

  /**
   * So much a swap may leave behind: what would come to a MiB in 20 swaps is found, noise is not.
   */
  private static final double MOST_KIB = 50;

  private final int swaps;
  private final Consumer<String> say;

  /**
   * @param swaps how many
   * @param say gets what happens, a line each
   */
  public SwapMemoryBench(int swaps, Consumer<String> say) {
    this.swaps = swaps;
    this.say = say;
  }

  /**
   * Measures; some minutes.
   *
   * @throws IllegalStateException if a JVM does not end well
   */
  public Report run() {
    Instant startedAt = Instant.now();
    Run usual = run("as it is", Map.of());
    Run one = run("one arena", Map.of("MALLOC_ARENA_MAX", "1"));
    List<Figure> figures =
        List.of(
            new Figure("swap.memory.kib_per_swap", usual.growth(), "KiB").atMost(MOST_KIB),
            new Figure("swap.memory.one_arena.kib_per_swap", one.growth(), "KiB"),
            new Figure("swap.memory.rss_mib", usual.last().kept / 1024.0, "MiB"),
            new Figure("swap.memory.one_arena.rss_mib", one.last().kept / 1024.0, "MiB"),
            new Figure("swap.memory.open_sessions", usual.open + one.open, "count").atMost(0));
    List<List<?>> rows = new ArrayList<>();
    for (Run run : List.of(usual, one)) {
      for (Mark mark : run.marks) {
        rows.add(List.of(run.name, mark.swap, mark.kept / 1024.0, mark.trimmed / 1024.0));
      }
    }
    Table table =
        new Table("memory", List.of("malloc", "swaps", "resident MiB", "after trimming MiB"), rows);
    return new Report("bench swap-memory", 0, startedAt, figures, Map.of(), List.of(table));
  }

  private Run run(String name, Map<String, String> environment) {
    say.accept("malloc " + name + ": " + swaps + " swaps");
    List<String> line = new ArrayList<>();
    line.add(JavaRuntime.program());
    line.addAll(JavaRuntime.nativeAccessFlags());
    line.addAll(List.of("-XX:+UseSerialGC", "-Xms192m", "-Xmx192m", "-XX:+AlwaysPreTouch"));
    line.addAll(List.of(SwapMemoryMain.class.getName(), Integer.toString(swaps)));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", JavaRuntime.classPath());
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Run run = new Run(name);
      try (BufferedReader out = process.inputReader()) {
        for (String words = out.readLine(); words != null; words = out.readLine()) {
          run.read(words);
        }
      }
      int code = process.waitFor();
      if (code != 0 || run.marks.isEmpty()) {
        throw new IllegalStateException("the JVM that swaps releases ended with code " + code);
      }
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private record Mark(int swap, long kept, long trimmed) {}

  /** What one JVM said. */
  private static final class Run {
    private final String name;
    private final List<Mark> marks = new ArrayList<>();
    private int open = -1;

    Run(String name) {
      this.name = name;
    }

    void read(String line) {
      String[] words = line.split(" ");
      if (words[0].equals("mark")) {
        marks.add(
            new Mark(
                Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3])));
      } else if (words[0].equals("open")) {
        open = Integer.parseInt(words[1]);
      }
    }

    Mark last() {
      return marks.get(marks.size() - 1);
    }

    /** KiB for each swap of the second half, of what can't be trimmed away. */
    double growth() {
      Mark middle = marks.get(Math.max(0, marks.size() - 2));
      int between = Math.max(1, last().swap - middle.swap);
      return (double) (last().trimmed - middle.trimmed) / between;
    }
  }
}
