package dev.attune.privacy.noise;

import java.util.List;

/** Public parameters of a release that cannot be: with everything that is wrong about them. */
public final class ParameterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Each problem starts with the name of its parameter. */
  private final String[] problems;

  ParameterException(String subject, List<String> problems) {
    super("Bad " + subject + ": " + String.join("; ", problems));
    this.problems = problems.toArray(String[]::new);
  }

  /** All problems; each starts with the name of its parameter. */
  public List<String> problems() {
    return List.of(problems);
  }
}
