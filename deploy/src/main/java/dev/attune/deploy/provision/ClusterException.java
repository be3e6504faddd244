package dev.attune.deploy.provision;

import org.jspecify.annotations.Nullable;

/** A cluster can't be used. The message is one sentence for the person who wanted to. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A sentence, and what caused it if anything did. */
  public ClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
