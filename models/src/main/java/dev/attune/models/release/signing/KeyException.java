package dev.attune.models.release.signing;

/** A key can't be used. The message is a sentence for people. */
public final class KeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public KeyException(String message) {
    super(message);
  }

  /** Says what is wrong, and what found it. */
  public KeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
