package dev.attune.topology.profile;

/** Bytes that are no profile of a version this code can read. */
public final class CorruptProfileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CorruptProfileException(String message) {
    super(message);
  }

  CorruptProfileException(String message, Throwable cause) {
    super(message, cause);
  }
}
