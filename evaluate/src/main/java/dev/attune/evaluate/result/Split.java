package dev.attune.evaluate.result;

import java.util.function.Predicate;

/** Which questions count. */
public enum Split {
  /** All questions of the test period; what happened before warmed up. */
  BY_TIME("by time", Question::test),
  /** The last question of every user. */
  LAST_OUT("leave last out", Question::last);

  private final String label;
  private final Predicate<Question> which;

  Split(String label, Predicate<Question> which) {
    this.label = label;
    this.which = which;
  }

  /** The split's name for people. */
  public String label() {
    return label;
  }

  Predicate<Question> which() {
    return which;
  }
}
