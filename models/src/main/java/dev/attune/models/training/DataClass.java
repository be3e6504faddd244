package dev.attune.models.training;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What kind of data a model has learned from; its manifest says it as {@code trainingDataClass}.
 * Whoever trains has to know, since a model may repeat what it has seen.
 */
public enum DataClass {
  /** Made up by the simulator; no person is in it. */
  SIMULATED("simulated"),

  /** Published data. */
  PUBLIC("public"),

  /** People's data, learned from with a proven bound on what a model tells of any of them. */
  PRIVATE_DP("private-dp"),

  /** People's data, learned from without such a bound: the model is personal data of theirs. */
  PRIVATE("private");

  private final String label;

  DataClass(String label) {
    this.label = label;
  }

  /** As it stands in a manifest. */
  public String label() {
    return label;
  }

  /**
   * The class of this label.
   *
   * @throws IllegalArgumentException if there is none; the message names those there are
   */
  public static DataClass of(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the data class is one of "
                        + Arrays.stream(values())
                            .map(DataClass::label)
                            .collect(Collectors.joining(", "))
                        + ", not "
                        + label));
  }
}
