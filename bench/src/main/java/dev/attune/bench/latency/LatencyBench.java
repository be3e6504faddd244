package dev.attune.bench.latency;

import dev.attune.bench.pipeline.CrowdLog;
import dev.attune.bench.pipeline.FilledCluster;
import dev.attune.bench.pipeline.PipelineRun;
import dev.attune.bench.pipeline.PipelineSide;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Attune as it comes, at half of the load that it can take on this machine: the time from the
 * moment a phone records an event to the moment at which a consumer of committed records has what
 * came of it.
 */
public final class LatencyBench {

  private static final double P50_MILLIS = 300;
  private static final double P99_MILLIS = 1000;
  private static final int PERCENT_HALF = 50;
  private static final int PERCENT_MOST = 99;

  /**
   * Of the time. In the first parts a cold application falls behind, by some 20 seconds on two
   * cores, and catches up again as it is compiled: that is not what is measured.
   */
  private static final int PARTS = 12;

  private static final int WARM_UP_PARTS = 8;

  /** How many times what is measured all of it takes. */
  private static final int TIMES = PARTS / (PARTS - WARM_UP_PARTS);

  private final long seed;
  private final int users;
  private final int seconds;
  private final int threads;
  private final int partitions;
  private final OptionalInt rate;
  private final Consumer<String> say;

  /**
   * @param seed decides who the users are and what they do
   * @param users how many there are
   * @param seconds for how long is measured; twice as long before that is to warm up
   * @param threads stream threads
   * @param partitions of each topic by user
   * @param rate events a second; if empty, half of what is measured first
   * @param say gets what happens, a line each
   */
  public LatencyBench(
      long seed,
      int users,
      int seconds,
      int threads,
      int partitions,
      OptionalInt rate,
      Consumer<String> say) {
    this.seed = seed;
    this.users = users;
    this.seconds = seconds;
    this.threads = threads;
    this.partitions = partitions;
    this.rate = rate;
    this.say = say;
  }

  /**
   * Measures; some minutes.
   *
   * @throws IllegalStateException if the application fails, or nothing came of any event
   */
  public Report run() {
    Instant startedAt = Instant.now();
    int load = rate.orElseGet(() -> Math.max(1, (int) (peak() / 2)));
    say.accept(String.format("%,d events a second, for three times %d s ...", load, seconds));
    Live live = live(load);
    Waits waits = live.part(WARM_UP_PARTS, PARTS);
    Figure p50 = new Figure("latency.p50", waits.percentile(PERCENT_HALF), "ms");
    Figure p99 = new Figure("latency.p99", waits.percentile(PERCENT_MOST), "ms");
    return new Report(
        "bench latency",
        seed,
        startedAt,
        List.of(
            p50.atMost(P50_MILLIS),
            p99.atMost(P99_MILLIS),
            new Figure("latency.longest", waits.longest(), "ms"),
            new Figure("latency.outputs", waits.count(), "count"),
            new Figure("latency.rate", load, "events/s")),
        Map.of(),
        List.of(live.table()));
  }

  /** What came, of events that were recorded from a time on and for so long. */
  private record Live(Arrivals arrivals, long begin, long millis) {

    /** Of some of the {@link #PARTS} of the time. */
    Waits part(int from, int to) {
      return arrivals.between(begin + from * millis / PARTS, begin + to * millis / PARTS);
    }

    /** All parts, those of the warm-up too: whether it was long enough, and what stands out. */
    Table table() {
      List<List<?>> rows = new ArrayList<>();
      for (int part = 0; part < PARTS; part++) {
        Waits waits = part(part, part + 1);
        if (waits.count() > 0) {
          rows.add(row(part, waits));
        }
      }
      return new Table(
          "time",
          List.of("part", "until second", "outputs", "p50 ms", "p99 ms", "longest ms"),
          rows);
    }

    private List<?> row(int part, Waits waits) {
      return List.of(
          part < WARM_UP_PARTS ? "warm-up" : "measured",
          (part + 1) * millis / PARTS / 1000.0,
          waits.count(),
          waits.percentile(PERCENT_HALF),
          waits.percentile(PERCENT_MOST),
          waits.longest());
    }
  }

  /** Events a second when all of them wait already. */
  private double peak() {
    say.accept("Finding out what the machine can take ...");
    int events = users * 20;
    try (FilledCluster cluster = FilledCluster.start(partitions)) {
      cluster.fill(new CrowdLog(seed, users, events, Instant.now()));
      double peak =
          new PipelineRun(cluster, PipelineSide.ATTUNE, "bench-peak", threads)
              .rate(users + events / 2L, users + (long) (events * 0.97), seconds);
      say.accept(String.format("%,.0f events a second at most", peak));
      return peak;
    }
  }

  private Live live(int load) {
    CrowdLog log = new CrowdLog(seed, users, TIMES * seconds * load, Instant.now());
    try (FilledCluster cluster = FilledCluster.start(partitions)) {
      cluster.fillConsents(log);
      PipelineRun run = new PipelineRun(cluster, PipelineSide.ATTUNE, "bench-latency", threads);
      long all = users + (long) log.events();
      CompletableFuture<Double> application =
          CompletableFuture.supplyAsync(() -> run.rate(users, all, 2 * TIMES * seconds));
      try (Arrivals arrivals = new Arrivals(cluster.cluster())) {
        run.awaitStart(users);
        long begin = System.currentTimeMillis();
        cluster.send(log, load);
        application.join();
        arrivals.settle();
        return new Live(arrivals, begin, TIMES * seconds * 1000L);
      }
    }
  }
}
