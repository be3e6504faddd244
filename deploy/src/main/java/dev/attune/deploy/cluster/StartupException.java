package dev.attune.deploy.cluster;

/** A server could not be started. The message is one sentence for the person who wanted it. */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartupException(String message) {
    super(message);
  }

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
