package dev.attune.deploy.ledger;

import java.io.Closeable;
import java.io.IOException;

/** A file of made-up sessions, open for writing. Not thread-safe. */
interface SessionFile extends Closeable {

  /** Adds an event. */
  void write(SessionRow row) throws IOException;
}
