package dev.attune.privacy.noise;

import java.util.ArrayList;
import java.util.List;

/**
 * The one checker of parameters of privacy code: it collects everything that is wrong and reports
 * it at once, naming each parameter.
 */
public final class ParameterCheck {

  private final String subject;
  private final List<String> problems = new ArrayList<>();

  private ParameterCheck(String subject) {
    this.subject = subject;
  }

  /** A check of the named thing, say "contribution limits". */
  public static ParameterCheck of(String subject) {
    return new ParameterCheck(subject);
  }

  /** Demands min <= value <= max. */
  public ParameterCheck range(String parameter, long value, long min, long max) {
    return that(
        value >= min && value <= max,
        parameter,
        "must be between " + min + " and " + max + ", was " + value);
  }

  /** Demands that a condition holds; otherwise "parameter problem" is reported. */
  public ParameterCheck that(boolean holds, String parameter, String problem) {
    if (!holds) {
      problems.add(parameter + " " + problem);
    }
    return this;
  }

  /** Whether all went well so far: to skip checks that make no sense on values out of range. */
  public boolean clean() {
    return problems.isEmpty();
  }

  /**
   * Ends the check.
   *
   * @throws ParameterException if anything is wrong
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ParameterException(subject, problems);
    }
  }
}
