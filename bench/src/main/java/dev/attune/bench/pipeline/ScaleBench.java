package dev.attune.bench.pipeline;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The same events by one, two and four instances of one application, a thread each, on one machine:
 * whether an event costs more when partitions are on separate instances.
 */
public final class ScaleBench {

  private static final int[] INSTANCES = {1, 2, 4};
  private static final int PARTITIONS = 4;

  /** Partitions differ somewhat; all instances must come to their mark. */
  private static final double MEASURED_UNTIL = 0.8;

  /**
   * The broker gives nobody a partition until no more instances have come for so long: one that
   * comes later would get its partitions only after it has caught up with their stores.
   */
  private static final Map<String, String> ALL_TOGETHER =
      Map.of("group.initial.rebalance.delay.ms", "10000");

  private final PipelineSettings settings;
  private final Consumer<String> say;

  /**
   * @param settings how much; sides, rounds, threads and partitions in it are not asked for
   * @param say gets what happens, a line each
   */
  public ScaleBench(PipelineSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /**
   * Measures; some minutes.
   *
   * @throws IllegalStateException if an instance fails
   */
  public Report run() {
    Instant startedAt = Instant.now();
    List<Figure> figures = new ArrayList<>();
    List<List<?>> rows = new ArrayList<>();
    try (FilledCluster cluster = FilledCluster.start(PARTITIONS, ALL_TOGETHER)) {
      cluster.fill(
          new CrowdLog(settings.seed(), settings.users(), settings.events(), Instant.now()));
      double alone = 0;
      for (int instances : INSTANCES) {
        List<SideSample> samples = together(cluster, instances);
        double events = samples.stream().mapToLong(SideSample::records).sum();
        double micros = samples.stream().mapToLong(SideSample::processNanos).sum() / 1e3 / events;
        double stream = samples.stream().mapToLong(SideSample::streamNanos).sum() / 1e3 / events;
        double rate = samples.stream().mapToDouble(SideSample::rate).sum();
        say.accept(
            String.format(
                Locale.ROOT,
                "%d instances  %,9.0f events/s together  %6.2f us an event",
                instances,
                rate,
                micros));
        alone = instances == 1 ? micros : alone;
        figures.add(new Figure("scale.cpu." + instances, micros, "us"));
        figures.add(new Figure("scale.cpu_stream." + instances, stream, "us"));
        figures.add(new Figure("scale.rate." + instances, rate, "events/s"));
        rows.add(List.of(instances, PARTITIONS / instances, rate, stream, micros, micros / alone));
      }
    }
    Table table =
        new Table(
            "instances",
            List.of(
                "instances",
                "partitions each",
                "events a second",
                "us of stream threads, an event",
                "us of all processes, an event",
                "times one instance"),
            rows);
    return new Report("bench scale", settings.seed(), startedAt, figures, Map.of(), List.of(table));
  }

  private List<SideSample> together(FilledCluster cluster, int instances) {
    String application = "scale-" + instances;
    List<CompletableFuture<SideSample>> running = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      long share = (settings.users() + settings.events()) / instances;
      SideTask task =
          new SideTask(
              PipelineSide.ATTUNE,
              cluster.cluster().addresses().bootstrapServers(),
              cluster.cluster().addresses().registryUrl(),
              application,
              cluster.folder().resolve(application + "-" + i),
              1,
              (settings.users() + settings.warmUp()) / instances,
              (long) (share * MEASURED_UNTIL),
              settings.seconds(),
              settings.seconds());
      running.add(CompletableFuture.supplyAsync(() -> new SideJvm(Optional.empty()).run(task)));
    }
    try {
      return running.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw new IllegalStateException("an instance failed", e.getCause());
    }
  }
}
