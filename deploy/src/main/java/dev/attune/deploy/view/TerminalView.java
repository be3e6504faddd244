package dev.attune.deploy.view;

import java.io.PrintStream;
import java.util.List;

/** Repaints a dashboard in place. */
public final class TerminalView implements DemoView {
  private static final long INTERVAL_MILLIS = 250;
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final int columns;
  private int painted;

  /**
   * A view on a terminal.
   *
   * @param out the terminal
   * @param columns its width in characters; longer lines are cut, as a wrapped line would move all
   *     others
   */
  public TerminalView(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public void show(DemoSnapshot now) {
    List<String> lines = DemoText.dashboard(now);
    StringBuilder frame = new StringBuilder();
    if (painted > 0) {
      frame.append(ESCAPE).append(painted).append('A');
    }
    for (String line : lines) {
      int end =
          line.offsetByCodePoints(0, Math.min(columns - 1, line.codePointCount(0, line.length())));
      frame.append('\r').append(line, 0, end).append(ESCAPE).append("K\n");
    }
    painted = lines.size();
    out.print(frame);
    out.flush();
  }

  @Override
  public long intervalMillis() {
    return INTERVAL_MILLIS;
  }
}
