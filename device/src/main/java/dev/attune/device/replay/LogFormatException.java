package dev.attune.device.replay;

/**
 * A log or a mapping can't be used at all; the message is one sentence for the person who named it.
 */
public final class LogFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a sentence that names the file and what is wrong with it. */
  public LogFormatException(String message) {
    super(message);
  }
}
