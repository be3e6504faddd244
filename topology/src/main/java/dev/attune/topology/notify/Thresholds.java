package dev.attune.topology.notify;

/**
 * The rates, in thousandths, at which a category moves on the ladder. Between two neighbors lie
 * two: one to go down and a higher one to come back up, the odds of equal cost divided and
 * multiplied by the margin.
 */
final class Thresholds {

  private static final double THOUSAND = 1000;

  private final int[] downBelow;
  private final int[] upFrom;

  private Thresholds(int[] downBelow, int[] upFrom) {
    this.downBelow = downBelow;
    this.upFrom = upFrom;
  }

  /** Of a category that comes so often that a cap makes a difference. */
  static Thresholds of(InterruptionCosts costs) {
    InterruptionCosts.Cost[] byLoudness = costs.byLoudness();
    int[] down = new int[byLoudness.length];
    int[] up = new int[byLoudness.length];
    for (int i = 1; i < byLoudness.length; i++) {
      double odds = InterruptionCosts.odds(byLoudness[i - 1], byLoudness[i]);
      down[i] = permille(odds / costs.margin());
      up[i - 1] = permille(odds * costs.margin());
    }
    up[byLoudness.length - 1] = (int) THOUSAND + 1;
    return new Thresholds(down, up);
  }

  /**
   * Of a category that comes so rarely that a cap would never be reached: it passes that place by,
   * since moving there would be a change that changes nothing.
   */
  static Thresholds withoutCap(InterruptionCosts costs) {
    Thresholds all = of(costs);
    double odds = InterruptionCosts.odds(costs.quiet(), costs.normal());
    int capped = Ladder.CAPPED.ordinal();
    all.downBelow[capped] = permille(odds / costs.margin());
    all.downBelow[capped + 1] = all.downBelow[capped];
    all.upFrom[capped] = permille(odds * costs.margin());
    all.upFrom[capped - 1] = all.upFrom[capped];
    return all;
  }

  /** Below this rate a category leaves the place for a quieter one. */
  int downBelow(int place) {
    return downBelow[place];
  }

  /** From this rate on a category leaves the place for a louder one. */
  int upFrom(int place) {
    return upFrom[place];
  }

  private static int permille(double odds) {
    return (int) Math.round(odds / (1 + odds) * THOUSAND);
  }
}
