package dev.attune.models.training;

/**
 * How a training set is made.
 *
 * @param seed of the choice of ranking samples
 * @param candidates the most candidates of a ranking sample, the true one included: one more than
 *     {@link dev.attune.models.habit.Habits#CAPACITY} holds all habits
 * @param samplesPerUser the most ranking samples taken of one user
 * @param source where the events come from, such as {@code simulated}; a model trained on the set
 *     says so in its manifest
 */
public record TrainingSetSettings(long seed, int candidates, int samplesPerUser, String source) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public TrainingSetSettings {
    if (candidates < 2) {
      throw new IllegalArgumentException("a ranking sample has at least 2 candidates");
    }
    if (samplesPerUser < 0) {
      throw new IllegalArgumentException("samplesPerUser is negative");
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("a training set says where its events come from");
    }
  }
}
