package dev.attune.topology.notify;

/**
 * What it costs a user, on average, that notifications of a category are treated in a way: once for
 * those they would not have opened, once for those they would have opened at once. The unit is the
 * sound of one notification that is not opened.
 *
 * <p>A category that is opened at a rate p is best treated the way whose expected cost, (1 - p) x
 * unwanted + p x wanted, is least. So between two neighboring ways lies one rate, with odds (more
 * unwanted) / (less wanted), at which both cost the same: every threshold follows from these
 * numbers ({@link Thresholds}).
 *
 * @param muted in the digest, at most 3 a day: hardly seen
 * @param quiet in the digest
 * @param capped with a sound, up to 10 a day; the rest in the digest
 * @param normal with a sound, but not in quiet hours
 * @param loud over whatever the user does, and in quiet hours too
 * @param margin by how much the odds must pass a threshold before a category moves, so that it does
 *     not flap: a factor, at least 1
 */
public record InterruptionCosts(
    Cost muted, Cost quiet, Cost capped, Cost normal, Cost loud, double margin) {

  /**
   * The cost of one way.
   *
   * @param unwanted for a notification the user would not open: the interruption
   * @param wanted for one they would open: the delay, or that it is missed
   */
  public record Cost(double unwanted, double wanted) {}

  /**
   * @throws IllegalArgumentException if a louder way does not interrupt more and delay less, if
   *     there is a way that is never best, or if the margin is below 1
   */
  public InterruptionCosts {
    Cost[] byLoudness = {muted, quiet, capped, normal, loud};
    double oddsBefore = 0;
    for (int i = 1; i < byLoudness.length; i++) {
      double odds = odds(byLoudness[i - 1], byLoudness[i]);
      if (!(odds > oddsBefore) || Double.isInfinite(odds)) {
        throw new IllegalArgumentException(
            "the costs leave no rate at which way " + i + " of 5, from silent to loud, is best");
      }
      oddsBefore = odds;
    }
    if (!(margin >= 1) || Double.isInfinite(margin)) {
      throw new IllegalArgumentException("the margin is a factor of at least 1");
    }
  }

  /**
   * Delaying one notification that is wanted costs as much as seven unwanted sounds: chosen in the
   * simulator, where about 3 of 100 wanted ones are delayed then.
   */
  public static InterruptionCosts defaults() {
    return new InterruptionCosts(
        new Cost(0, 9.75),
        new Cost(0.1, 7.25),
        new Cost(0.8, 1),
        new Cost(1, 0.5),
        new Cost(1.4, 0),
        1.4);
  }

  /** The odds at which both ways cost the same. */
  static double odds(Cost quieter, Cost louder) {
    return (louder.unwanted - quieter.unwanted) / (quieter.wanted - louder.wanted);
  }

  /** From silent to loud. */
  Cost[] byLoudness() {
    return new Cost[] {muted, quiet, capped, normal, loud};
  }
}
