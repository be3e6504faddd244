package dev.attune.topology.app;

import org.jspecify.annotations.Nullable;

/** The application can't start; the message is a sentence for the person who starts it. */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StartupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
