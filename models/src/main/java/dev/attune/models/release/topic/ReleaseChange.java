package dev.attune.models.release.topic;

import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;

/** What one record of the topic of releases changed. */
public sealed interface ReleaseChange {

  /** All of a release is there, for the first time or again with other bytes: verify it. */
  record Completed(String releaseId) implements ReleaseChange {}

  /** A piece of a release came that is not all there yet, or a piece went. */
  record Incomplete(String releaseId) implements ReleaseChange {}

  /** A release was removed. */
  record Removed(String releaseId) implements ReleaseChange {}

  /** Who gets what was decided. */
  record RolledOut(Rollout rollout) implements ReleaseChange {}

  /** The decision who gets what was removed. */
  record RolloutEnded() implements ReleaseChange {}

  /** A release was taken back. */
  record Withdrawn(TakenBack takenBack) implements ReleaseChange {}

  /** A release that was taken back may be used again. */
  record AllowedAgain(String releaseId) implements ReleaseChange {}

  /** The record says what was known. */
  record Nothing() implements ReleaseChange {}

  /** The record can't be used and changed nothing. */
  record Ignored(String why) implements ReleaseChange {}
}
