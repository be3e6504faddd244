package dev.attune.models.training;

/**
 * How a training set is made.
 *
 * @param seed of the choice of ranking samples
 * @param candidates the most candidates of a ranking sample, the true one included: one more than
 *     {@link dev.attune.models.habit.Habits#CAPACITY} holds all habits
 * @param samplesPerUser the most ranking samples taken of one user
 * @param source where the events come from: {@code simulated} or {@code recorded}
 * @param dataClass what a model trained on the set has to say of its data
 */
public record TrainingSetSettings(
    long seed, int candidates, int samplesPerUser, String source, DataClass dataClass) {

  /** The source of events that the simulator made up. */
  public static final String SIMULATED = "simulated";

  /** The source of events that someone recorded. */
  public static final String RECORDED = "recorded";

  /**
   * @throws IllegalArgumentException if a number is out of its range, or the data class can't be
   *     true of the source
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
    if (source.equals(SIMULATED) != (dataClass == DataClass.SIMULATED)) {
      throw new IllegalArgumentException(
          "events that are " + source + " are not of the data class " + dataClass.label());
    }
  }

  /** Of simulated events. */
  public static TrainingSetSettings simulated(long seed, int candidates, int samplesPerUser) {
    return new TrainingSetSettings(
        seed, candidates, samplesPerUser, SIMULATED, DataClass.SIMULATED);
  }

  /** Of recorded events. */
  public static TrainingSetSettings recorded(
      long seed, int candidates, int samplesPerUser, DataClass dataClass) {
    return new TrainingSetSettings(seed, candidates, samplesPerUser, RECORDED, dataClass);
  }
}
