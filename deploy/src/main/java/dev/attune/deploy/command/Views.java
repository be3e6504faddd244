package dev.attune.deploy.command;

import dev.attune.deploy.view.DemoView;
import dev.attune.deploy.view.PlainView;
import dev.attune.deploy.view.SilentView;
import dev.attune.deploy.view.TerminalView;

/** Which view fits where the output goes. */
final class Views {
  private Views() {}

  static DemoView of(boolean json) {
    if (json) {
      return new SilentView();
    }
    // The launcher says how wide the terminal is, if there is one.
    Integer columns = Integer.getInteger("attune.terminal.columns");
    return columns == null ? new PlainView(System.out) : new TerminalView(System.out, columns);
  }
}
