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
 * Several instances of one application on one machine, a thread and a partition each, and for each
 * instance as many users and events a second: whether an event costs more when there are more
 * instances.
 *
 * <p>Events come at a rate that the machine can take with all instances, broker and phones on it.
 * Otherwise instances would wait for cores, commit less in the same time, and so cost more for
 * another reason than their number.
 */
public final class ScaleBench {

  /** Partitions differ somewhat; all instances must come to their marks. */
  private static final double LEAST_SHARE = 0.9;

  /** How many times as long as planned an instance may take. */
  private static final int PATIENCE = 4;

  /**
   * The broker gives nobody a partition until no more instances have come for so long: one that
   * comes later would get its partitions only after it has caught up with their stores.
   */
  private static final Map<String, String> ALL_TOGETHER =
      Map.of("group.initial.rebalance.delay.ms", "20000");

  private final List<Integer> instances;
  private final long seed;
  private final int users;
  private final int rate;
  private final int seconds;
  private final Consumer<String> say;

  /**
   * @param instances how many there are together, one run each; the first is compared with
   * @param seed decides who the users are and what they do
   * @param users how many there are for each instance
   * @param rate events a second for each instance
   * @param seconds for how long is measured; as long before that is to warm up
   * @param say gets what happens, a line each
   */
  public ScaleBench(
      List<Integer> instances, long seed, int users, int rate, int seconds, Consumer<String> say) {
    this.instances = List.copyOf(instances);
    this.seed = seed;
    this.users = users;
    this.rate = rate;
    this.seconds = seconds;
    this.say = say;
  }

  /** What several instances came to together; microseconds are for an event. */
  private record Together(
      int instances, double rate, double streamMicros, double micros, double compilerMicros) {

    static Together of(List<SideSample> samples) {
      double events = samples.stream().mapToLong(SideSample::records).sum();
      double process = samples.stream().mapToLong(SideSample::processNanos).sum();
      double compilers = samples.stream().mapToLong(SideSample::compilerNanos).sum();
      double stream = samples.stream().mapToLong(SideSample::streamNanos).sum();
      return new Together(
          samples.size(),
          samples.stream().mapToDouble(SideSample::rate).sum(),
          stream / 1e3 / events,
          (process - compilers) / 1e3 / events,
          compilers / 1e3 / events);
    }
  }

  /**
   * Measures; some minutes.
   *
   * @throws IllegalStateException if an instance fails
   */
  public Report run() {
    Instant startedAt = Instant.now();
    List<Together> all = new ArrayList<>();
    for (int some : instances) {
      Together together = Together.of(measure(some));
      say.accept(
          String.format(
              Locale.ROOT,
              "%d instances  %,9.0f events/s together  %6.2f us an event",
              some,
              together.rate,
              together.micros));
      all.add(together);
    }
    String workload =
        String.format(
            Locale.ROOT,
            "%,d users and %,d events a second for each instance, for %d s after as many to warm up",
            users,
            rate,
            seconds);
    return new Report(
        "bench scale",
        seed,
        startedAt,
        figures(all),
        Map.of("workload", workload),
        List.of(table(all)));
  }

  private static List<Figure> figures(List<Together> all) {
    List<Figure> figures = new ArrayList<>();
    Together alone = all.get(0);
    for (Together some : all) {
      figures.add(new Figure("scale.cpu." + some.instances, some.micros, "us"));
      figures.add(new Figure("scale.rate." + some.instances, some.rate, "events/s"));
      if (some != alone) {
        figures.add(
            new Figure(
                "scale.ratio." + some.instances + "_to_1", some.micros / alone.micros, "times"));
      }
    }
    return figures;
  }

  private static Table table(List<Together> all) {
    List<List<?>> rows = new ArrayList<>();
    for (Together some : all) {
      rows.add(
          List.of(
              some.instances,
              some.rate,
              some.streamMicros,
              some.micros,
              some.micros / all.get(0).micros,
              some.compilerMicros));
    }
    return new Table(
        "instances",
        List.of(
            "instances",
            "events a second",
            "us of stream threads, an event",
            "us of all processes but their JIT compilers",
            "times one instance",
            "us of JIT compilers"),
        rows);
  }

  private List<SideSample> measure(int instances) {
    String application = "scale-" + instances;
    long crowd = (long) users * instances;
    int load = rate * instances;
    try (FilledCluster cluster = FilledCluster.start(instances, ALL_TOGETHER)) {
      CrowdLog log = new CrowdLog(seed, (int) crowd, 2 * seconds * load, Instant.now());
      cluster.fillConsents(log);
      List<CompletableFuture<SideSample>> running = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        SideTask task = task(cluster, application, i);
        running.add(CompletableFuture.supplyAsync(() -> new SideJvm(Optional.empty()).run(task)));
      }
      new PipelineRun(cluster, PipelineSide.ATTUNE, application, 1).awaitStart(crowd);
      cluster.send(log, load);
      return running.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw new IllegalStateException("an instance failed", e.getCause());
    }
  }

  private SideTask task(FilledCluster cluster, String application, int instance) {
    long warmUp = (long) rate * seconds;
    return new SideTask(
        PipelineSide.ATTUNE,
        cluster.cluster().addresses().bootstrapServers(),
        cluster.cluster().addresses().registryUrl(),
        application,
        cluster.folder().resolve(application + "-" + instance),
        1,
        (long) ((users + warmUp) * LEAST_SHARE),
        (long) ((users + 2 * warmUp) * LEAST_SHARE),
        PATIENCE * seconds,
        PATIENCE * seconds);
  }
}
