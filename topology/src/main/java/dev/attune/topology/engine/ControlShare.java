package dev.attune.topology.engine;

import dev.attune.models.release.rollout.ReleaseShare;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.decision.Arm;

/**
 * Which users get what anyone would get, so that it can always be measured what personalization is
 * worth: those whose stable bucket is below the share. A larger share keeps whoever was in a
 * smaller one, and being in it says nothing about the release a user is on, since its salt is its
 * own.
 */
final class ControlShare {

  private static final String SALT = "attune-control";

  private final int permille;

  ControlShare(int permille) {
    this.permille = permille;
  }

  Arm of(Pseudonym user) {
    return permille > 0 && ReleaseShare.bucket(user.bytes(), SALT) < permille
        ? Arm.CONTROL
        : Arm.TREATED;
  }
}
