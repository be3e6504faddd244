package dev.attune.models.release;

/**
 * A release may not be used. The message is a sentence for people: which file, and what is wrong.
 */
public final class ReleaseRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a release is refused, as a word for metrics and programs. */
  public enum Reason {
    /** A file that must be there is not, or can't be read. */
    MISSING_FILE,
    /** A file is longer or shorter than the manifest says. */
    WRONG_SIZE,
    /** A file is not the one of the manifest. */
    WRONG_HASH,
    /** The manifest is not signed, or is not what the key signed. */
    BAD_SIGNATURE,
    /** The manifest is signed with a key that nobody here trusts. */
    UNTRUSTED_KEY,
    /** A graph holds more than plain arithmetic, or has another operator set. */
    OPERATOR,
    /** Names, types or sizes of inputs, weights or outputs do not fit. */
    SHAPE,
    /** A graph answers its golden vectors wrongly. */
    GOLDEN,
    /** A graph answers something that is not a number. */
    NOT_FINITE,
    /** A graph takes too long to answer. */
    TOO_SLOW,
    /** A file is not in its form. */
    MALFORMED
  }

  private final Reason reason;

  /** Says what is wrong. */
  public ReleaseRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Says what is wrong, and what found it. */
  public ReleaseRefusedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why, as a word. */
  public Reason reason() {
    return reason;
  }
}
