package dev.attune.deploy.demo;

import dev.attune.deploy.report.Table;
import dev.attune.deploy.view.ReleaseLine;
import dev.attune.topology.app.PipelineStats;
import dev.attune.topology.release.RegionQuality;
import dev.attune.topology.release.ReleaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The releases of an application, for people and for reports. */
final class ReleaseTexts {

  private static final RegionQuality NOTHING = new RegionQuality("", 0, 0, 0, 0, 0, 0, 0);
  private static final List<String> COLUMNS =
      List.of(
          "release",
          "state",
          "reason",
          "region",
          "queries",
          "hit_rate",
          "expected_hit_rate",
          "counts_hit_rate",
          "drift",
          "drift_alarms",
          "calls",
          "failed_calls");

  private ReleaseTexts() {}

  /** One line for each release. */
  static List<ReleaseLine> lines(PipelineStats stats) {
    return stats.releases().stream().map(ReleaseTexts::line).toList();
  }

  private static ReleaseLine line(ReleaseStatus release) {
    String reason = release.reason().map(word -> ": " + word).orElse("");
    String detail = release.detail().map(sentence -> " (" + sentence + ")").orElse("");
    return new ReleaseLine(
        release.id() + " " + release.state().word() + reason + detail, quality(release));
  }

  private static String quality(ReleaseStatus release) {
    long queries = 0;
    double hits = 0;
    double expected = 0;
    double drift = 0;
    for (RegionQuality region : release.regions()) {
      queries += region.queries();
      hits += region.hits();
      expected += region.expectedHits();
      drift = Math.max(drift, region.drift());
    }
    return queries == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "next app among its first five %.1f %% of %,d times (expected %.1f %%), drift %.0f %%",
            100 * hits / queries,
            queries,
            100 * expected / queries,
            100 * drift);
  }

  /** The table {@code model.releases}: a row for each release and region. */
  static Table table(PipelineStats stats) {
    List<List<?>> rows = new ArrayList<>();
    for (ReleaseStatus release : stats.releases()) {
      List<RegionQuality> regions =
          release.regions().isEmpty() ? List.of(NOTHING) : release.regions();
      regions.forEach(region -> rows.add(row(release, region)));
    }
    return new Table("model.releases", COLUMNS, rows);
  }

  private static List<?> row(ReleaseStatus release, RegionQuality region) {
    return List.of(
        release.id(),
        release.state().word(),
        release.reason().orElse(""),
        region.region(),
        region.queries(),
        share(region.hits(), region.queries()),
        share(region.expectedHits(), region.queries()),
        share(region.countHits(), region.queries()),
        region.drift(),
        region.driftAlarms(),
        release.calls(),
        release.failures());
  }

  private static double share(double part, long of) {
    return of == 0 ? Double.NaN : part / of;
  }
}
