package dev.attune.topology.app;

import dev.attune.topology.release.RegionQuality;
import dev.attune.topology.release.ReleaseStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What releases do, as meters. They come with releases and regions: releases are what operators
 * sign and publish, regions are at most 33, so the sets of tags stay small. Meters of releases that
 * are gone stay, at what they were last.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>tags</th><th>what</th></tr>
 * <tr><td>attune.release.calls</td><td>release, result: all, failed, slow</td><td>calls of its models</td></tr>
 * <tr><td>attune.release.queries</td><td>release, region</td><td>rankings after which the user opened an app</td></tr>
 * <tr><td>attune.release.hits</td><td>release, region</td><td>those where it was among the first five</td></tr>
 * <tr><td>attune.release.hits.expected</td><td>release, region</td><td>hits the release expected itself: its calibration</td></tr>
 * <tr><td>attune.release.drift</td><td>release, region</td><td>gauge: how near a drift alarm is, 0 to 1</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
final class ReleaseMeters implements MeterBinder {

  private final Supplier<List<ReleaseStatus>> releases;
  private final List<MeterRegistry> registries = new ArrayList<>();
  private final Set<List<String>> known = new HashSet<>();

  ReleaseMeters(Supplier<List<ReleaseStatus>> releases) {
    this.releases = releases;
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    registries.add(registry);
    known.clear();
    refresh();
  }

  /** Adds meters for releases and regions that were not there before. */
  synchronized void refresh() {
    if (registries.isEmpty()) {
      return;
    }
    for (ReleaseStatus release : releases.get()) {
      if (known.add(List.of(release.id()))) {
        registries.forEach(registry -> bind(registry, release.id()));
      }
      for (RegionQuality region : release.regions()) {
        if (known.add(List.of(release.id(), region.region()))) {
          registries.forEach(registry -> bind(registry, release.id(), region.region()));
        }
      }
    }
  }

  private void bind(MeterRegistry registry, String release) {
    calls(registry, release, "all", ReleaseStatus::calls);
    calls(registry, release, "failed", ReleaseStatus::failures);
    calls(registry, release, "slow", ReleaseStatus::slow);
  }

  private void calls(
      MeterRegistry registry,
      String release,
      String result,
      ToDoubleFunction<ReleaseStatus> value) {
    FunctionCounter.builder(
            "attune.release.calls",
            this,
            meters -> meters.status(release).stream().mapToDouble(value).sum())
        .tags("release", release, "result", result)
        .register(registry);
  }

  private void bind(MeterRegistry registry, String release, String region) {
    Tags tags = Tags.of("release", release, "region", region);
    quality(registry, "attune.release.queries", tags, release, region, RegionQuality::queries);
    quality(registry, "attune.release.hits", tags, release, region, RegionQuality::hits);
    quality(
        registry,
        "attune.release.hits.expected",
        tags,
        release,
        region,
        RegionQuality::expectedHits);
    Gauge.builder(
            "attune.release.drift",
            this,
            meters -> meters.sum(release, region, RegionQuality::drift))
        .tags(tags)
        .register(registry);
  }

  private void quality(
      MeterRegistry registry,
      String name,
      Tags tags,
      String release,
      String region,
      ToDoubleFunction<RegionQuality> value) {
    FunctionCounter.builder(name, this, meters -> meters.sum(release, region, value))
        .tags(tags)
        .register(registry);
  }

  private double sum(String release, String region, ToDoubleFunction<RegionQuality> value) {
    return status(release).stream()
        .flatMap(status -> status.regions().stream())
        .filter(quality -> quality.region().equals(region))
        .mapToDouble(value)
        .sum();
  }

  private List<ReleaseStatus> status(String release) {
    return releases.get().stream().filter(status -> status.id().equals(release)).toList();
  }
}
