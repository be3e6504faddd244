package dev.attune.evaluate.synthetic;

import java.util.List;

/**
 * What is evaluated.
 *
 * @param seeds of the cohorts, each with users of its own
 * @param epsilons of one day, at delta 1e-9
 * @param cohorts how many users each cohort has
 * @param draws how often noise is drawn over a cohort's day
 * @param sessions how many sessions are written and compared
 * @param distinct how many users are simulated at most: a larger cohort counts each several times
 * @param userDays how many days of users the truth is made of at least, if working days suffice
 * @param region where the users live
 * @param shifted whether half of the categories have swapped their roles, so that people are unlike
 *     all that releases learn from
 */
public record SyntheticSettings(
    List<Long> seeds,
    List<String> epsilons,
    List<Integer> cohorts,
    int draws,
    int sessions,
    int distinct,
    int userDays,
    String region,
    boolean shifted) {

  /** The cohort and the epsilon of the figures. */
  public static final int COHORT = 10_000;

  /** The small cohort of the figures. */
  public static final int SMALL = 500;

  /** The epsilon of the figures. */
  public static final String EPSILON = "1";

  /** Copies the lists. */
  public SyntheticSettings {
    seeds = List.copyOf(seeds);
    epsilons = List.copyOf(epsilons);
    cohorts = List.copyOf(cohorts);
  }
}
