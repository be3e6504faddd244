package dev.attune.deploy.explain;

import java.util.List;

/**
 * What came of making a decision again.
 *
 * @param decision the decision
 * @param outcome in a word
 * @param details what differs, or why it can't be made again; a sentence each
 */
public record Verdict(String decision, Outcome outcome, List<String> details) {

  /** What can come of it. */
  public enum Outcome {
    /** The same bytes came out. */
    SAME,
    /** Other bytes came out of the same inputs. */
    DIFFERENT,
    /** Something that it was made of is not at hand. */
    IMPOSSIBLE
  }

  /** Copies the details. */
  public Verdict {
    details = List.copyOf(details);
  }
}
