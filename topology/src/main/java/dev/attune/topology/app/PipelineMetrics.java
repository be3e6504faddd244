package dev.attune.topology.app;

import dev.attune.schemas.decision.Arm;
import dev.attune.topology.ingest.Rejection;
import dev.attune.topology.release.ReleaseStatus;
import dev.attune.topology.stream.PipelineCounters;
import dev.attune.topology.stream.PipelineCounters.Count;
import dev.attune.topology.stream.PipelineCounters.Response;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What the pipeline does, as meters. Tags have closed sets of values.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>tag</th><th>counts</th></tr>
 * <tr><td>attune.events.accepted</td><td></td><td>usage events that went through the model</td></tr>
 * <tr><td>attune.events.rejected</td><td>reason</td><td>usage events that did not</td></tr>
 * <tr><td>attune.consents</td><td>result: applied, rejected</td><td>consent records</td></tr>
 * <tr><td>attune.erasures</td><td></td><td>users erased</td></tr>
 * <tr><td>attune.profiles.forgotten</td><td></td><td>profiles of users not heard of</td></tr>
 * <tr><td>attune.outputs</td><td>kind: recommendations, notification-settings</td><td>outputs</td></tr>
 * <tr><td>attune.lists.refreshed</td><td></td><td>lists decided again because of the catalog</td></tr>
 * <tr><td>attune.recommendation.items</td><td></td><td>items in recommendation lists</td></tr>
 * <tr><td>attune.recommendation.responses</td><td>arm: treated, control; response: shown, accepted,
 * dismissed</td><td>what users do with recommended items</td></tr>
 * <tr><td>attune.notification.responses</td><td>arm: treated, control; response: posted, opened,
 * dismissed</td><td>what users do with notifications</td></tr>
 * <tr><td>attune.batches</td><td></td><td>batches of events</td></tr>
 * <tr><td>attune.model.calls</td><td></td><td>calls of the model</td></tr>
 * <tr><td>attune.model.fallbacks</td><td></td><td>those that the fallback answered</td></tr>
 * <tr><td>attune.catalog.rejected</td><td></td><td>catalog items that could not be used</td></tr>
 * <tr><td>attune.users.moved</td><td></td><td>users moved to another release</td></tr>
 * <tr><td>attune.release.events</td><td>event: release-loaded, release-refused, release-taken-back, drift</td><td>what happened to releases</td></tr>
 * <tr><td>attune.release.records.rejected</td><td></td><td>records of releases that could not be used</td></tr>
 * </table>
 *
 * <p>Those of each release, which come and go with releases, are in {@link ReleaseMeters}.
 */
public final class PipelineMetrics implements MeterBinder {

  private static final String EVENTS = "attune.release.events";

  private final PipelineCounters counters;
  private final ReleaseMeters releases;

  PipelineMetrics(PipelineCounters counters, Supplier<List<ReleaseStatus>> releases) {
    this.counters = counters;
    this.releases = new ReleaseMeters(releases);
  }

  /** Adds meters for releases and regions that were not there before. */
  void refresh() {
    releases.refresh();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bind(registry, Count.ACCEPTED, "attune.events.accepted");
    for (Rejection reason : Rejection.values()) {
      FunctionCounter.builder(
              "attune.events.rejected", counters, counted -> counted.rejected(reason))
          .tag("reason", reason.word())
          .register(registry);
    }
    bind(registry, Count.CONSENTS, "attune.consents", "result", "applied");
    bind(registry, Count.CONSENTS_REJECTED, "attune.consents", "result", "rejected");
    bind(registry, Count.ERASURES, "attune.erasures");
    bind(registry, Count.FORGOTTEN, "attune.profiles.forgotten");
    bind(registry, Count.LISTS, "attune.outputs", "kind", "recommendations");
    bind(registry, Count.SETTINGS, "attune.outputs", "kind", "notification-settings");
    bind(registry, Count.REFRESHED, "attune.lists.refreshed");
    bind(registry, Count.ITEMS, "attune.recommendation.items");
    bind(registry, Count.BATCHES, "attune.batches");
    bind(registry, Count.MODEL_CALLS, "attune.model.calls");
    bind(registry, Count.FALLBACK_CALLS, "attune.model.fallbacks");
    bind(registry, Count.CATALOG_REJECTED, "attune.catalog.rejected");
    bind(registry, Count.MOVED_USERS, "attune.users.moved");
    bind(registry, Count.RELEASE_RECORDS_REJECTED, "attune.release.records.rejected");
    bind(registry, Count.RELEASES_LOADED, EVENTS, "event", "release-loaded");
    bind(registry, Count.RELEASES_REFUSED, EVENTS, "event", "release-refused");
    bind(registry, Count.RELEASES_TAKEN_BACK, EVENTS, "event", "release-taken-back");
    bind(registry, Count.DRIFTS, EVENTS, "event", "drift");
    bind(registry, Count.GENERATORS_REFUSED, EVENTS, "event", "generator-refused");
    releases.bindTo(registry);
    bindResponses(registry, Arm.TREATED);
    bindResponses(registry, Arm.CONTROL);
  }

  private void bindResponses(MeterRegistry registry, Arm arm) {
    String items = "attune.recommendation.responses";
    bind(registry, arm, Response.SHOWN, items, "shown");
    bind(registry, arm, Response.ACCEPTED, items, "accepted");
    bind(registry, arm, Response.DISMISSED, items, "dismissed");
    String notifications = "attune.notification.responses";
    bind(registry, arm, Response.NOTIFIED, notifications, "posted");
    bind(registry, arm, Response.NOTIFICATION_OPENED, notifications, "opened");
    bind(registry, arm, Response.NOTIFICATION_DISMISSED, notifications, "dismissed");
  }

  private void bind(MeterRegistry registry, Arm arm, Response response, String name, String word) {
    FunctionCounter.builder(name, counters, counted -> counted.responses(arm, response))
        .tag("arm", arm.name().toLowerCase(Locale.ROOT))
        .tag("response", word)
        .register(registry);
  }

  private void bind(MeterRegistry registry, Count count, String name, String... tags) {
    FunctionCounter.builder(name, counters, counted -> counted.get(count))
        .tags(tags)
        .register(registry);
  }
}
