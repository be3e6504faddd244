package dev.attune.models.release.rollout;

/** A rollout can't be as asked. The message is a sentence for people. */
public final class RolloutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public RolloutException(String message) {
    super(message);
  }
}
