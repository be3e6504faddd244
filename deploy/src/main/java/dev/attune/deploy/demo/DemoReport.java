package dev.attune.deploy.demo;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.topology.app.PipelineStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the demo measured, under the names that all reports use. */
final class DemoReport {
  private static final double NANOS = 1e9;

  private DemoReport() {}

  /**
   * The report of a run that has ended.
   *
   * @param tally what was seen from outside
   * @param stats what the application says of itself
   * @param took from the first event sent to the last processed
   * @param log all decisions, where they were kept
   */
  static Report of(
      DemoSettings settings,
      Instant startedAt,
      Tally tally,
      PipelineStats stats,
      Duration took,
      Optional<DecisionLog> log) {
    List<Figure> figures = new ArrayList<>();
    figures.add(count("events.sent", tally.sent.sum()));
    figures.add(count("events.accepted", stats.accepted()));
    figures.add(count("events.rejected", stats.rejectedTotal()));
    stats
        .rejected()
        .forEach((reason, times) -> figures.add(count("events.rejected." + reason.word(), times)));
    figures.add(count("recommendations.lists", tally.lists.sum()));
    figures.add(count("recommendations.items", tally.items.sum()));
    figures.add(count("recommendations.invalid", tally.invalid.sum()));
    figures.add(count("recommendations.shown", tally.shown.sum()));
    figures.add(count("recommendations.accepted", tally.taken.sum()));
    figures.add(count("notification_settings.records", tally.settings.sum()));
    figures.add(new Figure("latency.p50", tally.latency.percentile(50), "ms"));
    figures.add(new Figure("latency.p99", tally.latency.percentile(99), "ms"));
    figures.add(new Figure("throughput", tally.sent.sum() / (took.toNanos() / NANOS), "events/s"));
    figures.add(new Figure("model.fallback_share", stats.fallbackShare(), "share"));
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("release", tally.release());
    log.ifPresent(kept -> tables.put("decisions_digest", kept.digest()));
    return new Report("demo", settings.seed(), startedAt, figures, tables);
  }

  private static Figure count(String name, long value) {
    return new Figure(name, value, "count");
  }
}
