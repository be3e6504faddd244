package dev.attune.bench.parts;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the parts by JMH, each in a JVM of its own, and reports what one call takes. */
public final class PartsBench {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final String pattern;
  private final int iterations;
  private final int millis;
  private final boolean forked;

  /**
   * @param pattern regular expression of the parts to run, such as {@code ModelPart.update}
   * @param iterations how many are measured, after as many that are thrown away
   * @param millis how long one takes
   * @param forked whether each part runs in a JVM of its own, as it should but in tests
   */
  public PartsBench(String pattern, int iterations, int millis, boolean forked) {
    this.pattern = pattern;
    this.iterations = iterations;
    this.millis = millis;
    this.forked = forked;
  }

  /**
   * Measures.
   *
   * @throws IllegalStateException if a part fails, or none has such a name
   */
  public Report run() {
    Instant startedAt = Instant.now();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\.parts\\..*" + pattern)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .forks(forked ? 1 : 0)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis));
    try {
      return report(new Runner(options.build()).run(), startedAt);
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH: " + e.getMessage(), e);
    }
  }

  private static Report report(Collection<RunResult> results, Instant startedAt) {
    List<Figure> figures = new ArrayList<>();
    List<List<?>> rows = new ArrayList<>();
    for (RunResult result : results) {
      String name = name(result.getParams());
      Result<?> time = result.getPrimaryResult();
      Figure figure = new Figure(name, time.getScore(), "ns");
      double[] interval = time.getScoreConfidence();
      figures.add(Double.isFinite(interval[0]) ? figure.between(interval[0], interval[1]) : figure);
      rows.add(List.of(name, time.getScore(), allocated(result)));
    }
    return new Report(
        "bench parts",
        0,
        startedAt,
        figures,
        Map.of(),
        List.of(new Table("parts", List.of("part", "ns a call", "bytes a call"), rows)));
  }

  private static String name(BenchmarkParams params) {
    String[] words = params.getBenchmark().split("\\.");
    String part = words[words.length - 2].replace("Part", "").toLowerCase(Locale.ROOT);
    String name = "part." + part + "." + words[words.length - 1];
    String rows = params.getParam("rows");
    return rows == null ? name : name + "." + rows;
  }

  private static double allocated(RunResult result) {
    Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
    return bytes == null ? Double.NaN : bytes.getScore();
  }
}
