package dev.attune.evaluate.history;

import java.util.List;

/**
 * How many users are simulated for how long. Days are the users' own, from 0.
 *
 * @param users how many users, at least 1
 * @param days how many days of each, at least 2
 * @param testFromDay the day on which the test period starts, at least 1
 * @param askFromDay the first day on which is asked which app is opened
 * @param habitsChange whether every user abruptly changes habits when the test period starts
 * @param region the only region whose users are taken; empty for all
 */
public record SimulationSpan(
    int users, int days, int testFromDay, int askFromDay, boolean habitsChange, String region) {

  /** Where simulated users live. */
  public static final List<String> REGIONS = List.of("eu", "na", "apac");

  /** So many events after a change of habits are asked about. */
  public static final int CHANGE_HORIZON = 500;

  private static final int DAYS_BEFORE_CHANGE = 4;

  /**
   * @throws IllegalArgumentException in a sentence, if a number or the region can't be
   */
  public SimulationSpan {
    require(users >= 1, "There must be at least 1 user, not " + users + ".");
    require(days >= 2, "There must be at least 2 days, to warm up and to test, not " + days + ".");
    require(testFromDay >= 1 && testFromDay < days, "The test starts after the first day.");
    require(askFromDay >= 0 && askFromDay < days, "Questions start on a day that is simulated.");
    require(
        region.isEmpty() || REGIONS.contains(region),
        "Simulated users live in eu, na and apac, not in " + region + ".");
  }

  /** Users whose last third of the time is the test period, asked from the first day on. */
  public static SimulationSpan of(int users, int days, String region) {
    return new SimulationSpan(users, days, Math.max(1, days * 2 / 3), 0, false, region);
  }

  /** Users who change habits after two thirds of the time, asked from four days before on. */
  public static SimulationSpan changing(int users, int days, String region) {
    int change = Math.max(1, days * 2 / 3);
    return new SimulationSpan(
        users, days, change, Math.max(0, change - DAYS_BEFORE_CHANGE), true, region);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
