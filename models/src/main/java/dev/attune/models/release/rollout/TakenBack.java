package dev.attune.models.release.rollout;

import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.schemas.release.TakeBackReason;
import java.time.Instant;

/**
 * A release that may not be used any more.
 *
 * @param releaseId which
 * @param reason why, as a word
 * @param detail why, as a sentence for people
 * @param at when it was decided; kept in whole seconds
 * @param by who decided: a person, or the instance that found it out
 */
public record TakenBack(
    String releaseId, TakeBackReason reason, String detail, Instant at, String by) {

  /** The word for a release that was refused, as it is written down. */
  public static TakeBackReason reason(Reason refused) {
    return TakeBackReason.valueOf(refused.name());
  }
}
