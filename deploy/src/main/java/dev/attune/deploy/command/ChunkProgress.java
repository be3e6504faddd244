package dev.attune.deploy.command;

import dev.attune.deploy.release.ReleasePublisher;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * How many chunks of a release are sent: one line that moves on a terminal, else one at the end.
 */
final class ChunkProgress implements ReleasePublisher.Progress {
  private static final int WIDTH = 40;

  private final PrintWriter out;
  private final boolean terminal = Integer.getInteger("attune.terminal.columns") != null;
  private int total;

  ChunkProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void sent(int chunks, int of) {
    total = of;
    if (terminal) {
      int full = Math.min(WIDTH, chunks * WIDTH / of);
      out.printf(
          Locale.ROOT, "\r[%s%s] %d of %d", "#".repeat(full), " ".repeat(WIDTH - full), chunks, of);
      out.flush();
    }
  }

  /** Ends the line, or says what was sent. */
  void end() {
    if (total > 0) {
      out.println(terminal ? "" : "Sent " + total + " chunks.");
    }
  }
}
