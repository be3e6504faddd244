package dev.attune.deploy.command;

/** A command can't do what was asked. The message is one sentence for the person who asked. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
