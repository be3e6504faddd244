package dev.attune.schemas.wire;

import java.io.IOException;

/**
 * Bytes that are no Avro value. Has no stack trace: it says where the bytes are wrong, not where
 * the code is.
 */
final class MalformedException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
