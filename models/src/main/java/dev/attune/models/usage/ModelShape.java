package dev.attune.models.usage;

import dev.attune.models.habit.RankFeatures;

/**
 * The sizes of a model's arrays.
 *
 * @param state numbers that are a user's state
 * @param representation numbers that a readout makes of a state
 * @param notificationCategories notification categories that engagement is estimated for
 * @param hours hours of the day that engagement is estimated for
 * @param features count features of a candidate
 */
public record ModelShape(
    int state, int representation, int notificationCategories, int hours, int features) {

  /** The shape of this version's models. */
  public static final ModelShape STANDARD = new ModelShape(256, 64, 16, 24, RankFeatures.COUNT);

  /**
   * @throws IllegalArgumentException if a size is not positive
   */
  public ModelShape {
    if (state < 1
        || representation < 1
        || notificationCategories < 1
        || hours < 1
        || features < 1) {
      throw new IllegalArgumentException("every size of a model must be at least 1");
    }
  }

  /** Numbers of a readout's engagement: categories x hours. */
  public int engagement() {
    return notificationCategories * hours;
  }
}
