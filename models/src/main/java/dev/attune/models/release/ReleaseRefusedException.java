package dev.attune.models.release;

/**
 * A release may not be used. The message is a sentence for people: which file, and what is wrong.
 */
public final class ReleaseRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public ReleaseRefusedException(String message) {
    super(message);
  }

  /** Says what is wrong, and what found it. */
  public ReleaseRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
