package dev.attune.models.release.topic;

import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.release.ReleaseRollout;
import dev.attune.schemas.release.ReleaseTakenBack;
import dev.attune.schemas.release.RolloutRule;
import java.time.Instant;
import java.util.List;

/** Decisions about releases as records, and back. */
public final class ReleaseRecords {

  private ReleaseRecords() {}

  /** The record of a rollout, for the key {@link ReleaseKey#ROLLOUT}. */
  public static ModelRelease of(Rollout rollout) {
    List<RolloutRule> rules =
        rollout.rules().stream()
            .map(rule -> new RolloutRule(rule.releaseId(), rule.regions(), rule.sharePermille()))
            .toList();
    return new ModelRelease(
        "",
        new ReleaseRollout(
            rollout.salt(),
            rules,
            rollout.previous(),
            rollout.decidedAt().getEpochSecond(),
            rollout.decidedBy()));
  }

  /** The record of a release taken back, for the key {@link ReleaseKey.OfTakenBack}. */
  public static ModelRelease of(TakenBack takenBack) {
    return new ModelRelease(
        takenBack.releaseId(),
        new ReleaseTakenBack(
            takenBack.reason(),
            takenBack.detail(),
            takenBack.at().getEpochSecond(),
            takenBack.by()));
  }

  /**
   * The rollout in a record.
   *
   * @throws dev.attune.models.release.rollout.RolloutException if it is not one that can be
   */
  public static Rollout rollout(ReleaseRollout record) {
    return new Rollout(
        record.getSalt(),
        record.getRules().stream()
            .map(
                rule ->
                    new Rollout.Rule(
                        rule.getRegions(), rule.getReleaseId(), rule.getSharePermille()))
            .toList(),
        record.getPrevious(),
        Instant.ofEpochSecond(record.getDecidedAt()),
        record.getDecidedBy());
  }

  static TakenBack takenBack(String releaseId, ReleaseTakenBack record) {
    return new TakenBack(
        releaseId,
        record.getReason(),
        record.getDetail(),
        Instant.ofEpochSecond(record.getTakenBackAt()),
        record.getTakenBackBy());
  }
}
