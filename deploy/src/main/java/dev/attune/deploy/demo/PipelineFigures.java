package dev.attune.deploy.demo;

import dev.attune.deploy.report.Figure;
import dev.attune.topology.app.PipelineStats;
import dev.attune.topology.app.PipelineStats.Responses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What went through a pipeline, under the names that all reports use. */
final class PipelineFigures {
  private static final double NANOS = 1e9;

  private PipelineFigures() {}

  /**
   * The figures of a run that has ended.
   *
   * @param tally what was seen from outside
   * @param stats what the application says of itself, where it could be asked
   * @param took from the first event sent to the last processed
   */
  static List<Figure> of(Tally tally, Optional<PipelineStats> stats, Duration took) {
    List<Figure> figures = new ArrayList<>();
    figures.add(count("events.sent", tally.sent.sum()));
    stats.ifPresent(counted -> counts(counted, figures));
    figures.add(count("recommendations.lists", tally.lists.sum()));
    figures.add(count("recommendations.items", tally.items.sum()));
    figures.add(count("recommendations.invalid", tally.invalid.sum()));
    figures.add(count("recommendations.shown", tally.shown.sum()));
    figures.add(count("recommendations.accepted", tally.taken.sum()));
    stats.ifPresent(counted -> responses(counted, figures));
    figures.add(count("notification_settings.records", tally.settings.sum()));
    figures.add(new Figure("latency.p50", tally.latency.percentile(50), "ms"));
    figures.add(new Figure("latency.p99", tally.latency.percentile(99), "ms"));
    figures.add(new Figure("throughput", tally.sent.sum() / (took.toNanos() / NANOS), "events/s"));
    stats.ifPresent(
        counted ->
            figures.add(new Figure("model.fallback_share", counted.fallbackShare(), "share")));
    return figures;
  }

  private static void counts(PipelineStats stats, List<Figure> figures) {
    figures.add(count("events.accepted", stats.accepted()));
    figures.add(count("events.rejected", stats.rejectedTotal()));
    stats
        .rejected()
        .forEach((reason, times) -> figures.add(count("events.rejected." + reason.word(), times)));
  }

  /** What both shares of the users did, so that the effect of personalization can be seen. */
  private static void responses(PipelineStats stats, List<Figure> figures) {
    responses("responses.treated.", stats.treated(), figures);
    responses("responses.control.", stats.control(), figures);
  }

  private static void responses(String share, Responses responses, List<Figure> figures) {
    figures.add(count(share + "shown", responses.shown()));
    figures.add(count(share + "accepted", responses.accepted()));
    figures.add(count(share + "dismissed", responses.dismissed()));
  }

  /** What is no figure: the release that answered, and the digest of all decisions. */
  static Map<String, String> tables(Tally tally, Optional<DecisionLog> log) {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("release", tally.release());
    log.ifPresent(kept -> tables.put("decisions_digest", kept.digest()));
    return tables;
  }

  private static Figure count(String name, long value) {
    return new Figure(name, value, "count");
  }
}
