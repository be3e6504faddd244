package dev.attune.deploy.training;

/** A release can't be trained. The message is a sentence for the person who asked. */
public final class TrainerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainerException(String message) {
    super(message);
  }

  TrainerException(String message, Throwable cause) {
    super(message, cause);
  }
}
