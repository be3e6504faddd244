package dev.attune.topology.app;

import java.util.List;

/** The configuration can't be used; the message names every problem. */
public final class InvalidConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // List.copyOf gives a serializable list
  private final List<String> problems;

  InvalidConfigException(List<String> problems) {
    super(
        (problems.size() == 1
                ? "The configuration has a problem:"
                : "The configuration has " + problems.size() + " problems:")
            + "\n  - "
            + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence a problem; each names its key. */
  public List<String> problems() {
    return problems;
  }
}
