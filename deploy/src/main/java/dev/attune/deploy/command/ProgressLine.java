package dev.attune.deploy.command;

import java.io.PrintWriter;

/**
 * How far long work is: on a terminal a bar that is painted again, elsewhere a line for every
 * tenth.
 */
public final class ProgressLine {

  private static final int LINES = 10;
  private static final int WIDTH = 40;

  private final PrintWriter err;
  private final String things;
  private final int all;
  private final boolean terminal;
  private int said;

  /**
   * @param err where to
   * @param things what is counted, such as users
   * @param all how many there are
   */
  public ProgressLine(PrintWriter err, String things, int all) {
    this.err = err;
    this.things = things;
    this.all = all;
    // The launcher says how wide the terminal is, if there is one.
    this.terminal = Integer.getInteger("attune.terminal.columns") != null;
  }

  /** So many are done. */
  public void done(int count) {
    if (terminal) {
      int full = (int) ((long) count * WIDTH / all);
      err.printf(
          "\r[%s%s] %d of %d %s", "#".repeat(full), " ".repeat(WIDTH - full), count, all, things);
      if (count >= all) {
        err.println();
      }
      err.flush();
    } else if ((long) count * LINES / all > said) {
      said = (int) ((long) count * LINES / all);
      err.printf("%d of %d %s%n", count, all, things);
      err.flush();
    }
  }
}
