package dev.attune.topology.release;

import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A desk with releases in memory. */
final class Desk implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  final FakeNanos nanos = new FakeNanos();
  final Map<String, FakeServing> served = new HashMap<>();
  final Set<String> refused = new HashSet<>();
  final Map<String, Long> nanosPerRow = new HashMap<>();
  final List<String> loaded = new ArrayList<>();
  final List<TakenBack> takenBack = new ArrayList<>();
  final List<String> drifted = new ArrayList<>();
  final QualityBook book =
      new QualityBook((release, region) -> drifted.add(release + "/" + region));
  final FakeServing configured = new FakeServing("base-1", nanos);
  final ReleaseDesk desk;
  private final List<FakeServing> all = new ArrayList<>(List.of(configured));

  Desk() {
    desk =
        new ReleaseDesk(
            configured,
            GuardSettings.defaults(),
            this::load,
            book,
            new ReleaseListener() {
              @Override
              public void loaded(String releaseId) {
                loaded.add(releaseId);
              }

              @Override
              public void takenBack(TakenBack note, boolean wasRefused) {
                takenBack.add(note);
              }
            },
            nanos,
            () -> NOON,
            "one");
  }

  private Optional<ServingRelease> load(String id) {
    if (refused.contains(id)) {
      throw new ReleaseRefusedException(Reason.WRONG_HASH, "update.onnx is another file");
    }
    FakeServing serving = new FakeServing(id, nanos);
    serving.nanosPerRow = nanosPerRow.getOrDefault(id, 1_000L);
    served.put(id, serving);
    all.add(serving);
    return Optional.of(serving);
  }

  Desk publish(String id) {
    desk.completed(id);
    return work();
  }

  Desk rollOut(String everyone, Rollout.Rule... rules) {
    return rollOut(everyone, List.of(), rules);
  }

  Desk rollOut(String everyone, List<String> previous, Rollout.Rule... rules) {
    List<Rollout.Rule> all = new ArrayList<>(List.of(rules));
    all.add(new Rollout.Rule(List.of(), everyone, 1000));
    desk.rolledOut(Optional.of(new Rollout("salt", all, previous, NOON, "test")));
    return work();
  }

  static Rollout.Rule share(String id, int permille, String... regions) {
    return new Rollout.Rule(List.of(regions), id, permille);
  }

  Desk work() {
    while (desk.work()) {
      // One release at a time.
    }
    return this;
  }

  ReleaseStatus status(String id) {
    return desk.status().stream()
        .filter(status -> status.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is known of " + id));
  }

  /** Every release that was ever loaded. */
  List<FakeServing> everLoaded() {
    return all;
  }

  @Override
  public void close() {
    desk.close();
  }
}
