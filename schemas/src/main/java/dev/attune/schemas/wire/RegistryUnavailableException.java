package dev.attune.schemas.wire;

/**
 * The schema registry can't be asked just now; the same call may succeed later. Nothing may be
 * skipped because of it.
 */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
