package dev.attune.schemas.wire;

import org.jspecify.annotations.Nullable;

/**
 * These bytes can never be read as the record wanted. Checked, because such bytes are an everyday
 * outcome that every caller has to decide about. Carries neither a stack trace nor anything of the
 * bytes.
 */
public final class DecodingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why bytes can't be read. */
  public enum Reason {
    /** There are none. */
    EMPTY,
    /** There are more than the topic allows. */
    TOO_LARGE,
    /** They don't start with a zero byte and a schema id. */
    NOT_WIRE_FORMAT,
    /** The registry doesn't know the schema id. */
    UNKNOWN_SCHEMA,
    /** The schema is of something else, or of a version that can't be read as this one. */
    INCOMPATIBLE_SCHEMA,
    /** They aren't what their schema says. */
    MALFORMED
  }

  private final Reason reason;

  DecodingException(Reason reason, String message) {
    this(reason, message, null);
  }

  DecodingException(Reason reason, String message, @Nullable Throwable cause) {
    // No stack trace: a flood of bad records must not cost more than one of good ones.
    super(message, cause, false, false);
    this.reason = reason;
  }

  /** Why the bytes can't be read. */
  public Reason reason() {
    return reason;
  }
}
