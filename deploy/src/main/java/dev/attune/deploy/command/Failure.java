package dev.attune.deploy.command;

/** A command can't do what was asked. The message is one sentence for the person who asked. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence
   */
  public Failure(String message) {
    super(message);
  }

  /**
   * @param message one sentence
   * @param cause what happened, for {@code --verbose}
   */
  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
