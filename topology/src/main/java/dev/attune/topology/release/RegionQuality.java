package dev.attune.topology.release;

/**
 * How well a release foresees the next app of users of one region.
 *
 * @param region the region; {@code other} for all beyond the first 32
 * @param queries rankings after which the user opened an app
 * @param hits those where the app was among the first five
 * @param countHits those where it was among the first five by counts alone
 * @param expectedHits the sum of what the release said it would be: equal to the hits if it is well
 *     calibrated
 * @param squaredErrors the sum of the squares of expected minus observed, the Brier score times
 *     queries
 * @param drift how near a drift alarm is, from 0 to 1
 * @param driftAlarms how often the hit rate was found to have dropped
 */
public record RegionQuality(
    String region,
    long queries,
    long hits,
    long countHits,
    double expectedHits,
    double squaredErrors,
    double drift,
    long driftAlarms) {

  /** The share of hits; 0 before the first query. */
  public double hitRate() {
    return queries == 0 ? 0 : (double) hits / queries;
  }

  /** By how much the release overrates itself, as a share; negative if it underrates itself. */
  public double overconfidence() {
    return queries == 0 ? 0 : (expectedHits - hits) / queries;
  }

  /** The Brier score: 0 is best, 0.25 is that of a coin. */
  public double brier() {
    return queries == 0 ? 0 : squaredErrors / queries;
  }
}
