package dev.attune.device.simulate;

import java.time.Instant;

/**
 * What to simulate. The same configuration always gives the same events, on every machine.
 *
 * @param seed decides who the users are and what they do; the apps, their categories and what
 *     usually follows what are the same under every seed, so that a model trained under one seed
 *     can be measured under another
 * @param users how many users there are, at least 1; a user does not depend on this number
 * @param start the simulated time at which every user begins, in whole seconds; events come after
 *     it
 * @param truth whether freely chosen app openings carry the distribution they were drawn from
 *     (costs memory and a little time)
 * @param drift how fast habits drift: the standard deviation of the change of an app's log weight
 *     per day, at least 0
 * @param habitChangeDay the day (0 is the first, so at least 1) on which every user abruptly
 *     changes habits; -1 for never
 * @param twoPhoneShare the share of users with two phones, 0 to 1
 * @param denyShare the share of users who deny personalization, 0 to 1
 * @param region the code of the region that all users live in; empty for users of all regions
 */
public record SimulationConfig(
    long seed,
    int users,
    Instant start,
    boolean truth,
    double drift,
    int habitChangeDay,
    double twoPhoneShare,
    double denyShare,
    String region) {

  private static final double DEFAULT_DRIFT = 0.05;
  private static final double DEFAULT_TWO_PHONE_SHARE = 0.08;
  private static final double DEFAULT_DENY_SHARE = 0.04;

  /** Checks the parameters and cuts {@code start} to whole seconds. */
  public SimulationConfig {
    start = Instant.ofEpochSecond(start.getEpochSecond());
    require(users >= 1, "users must be at least 1, not " + users);
    require(drift >= 0 && Double.isFinite(drift), "drift must be at least 0, not " + drift);
    require(
        habitChangeDay == -1 || habitChangeDay >= 1,
        "habitChangeDay must be -1 or at least 1, not " + habitChangeDay);
    require(isShare(twoPhoneShare), "twoPhoneShare must be from 0 to 1, not " + twoPhoneShare);
    require(isShare(denyShare), "denyShare must be from 0 to 1, not " + denyShare);
    if (!region.isEmpty()) {
      Region.of(region);
    }
  }

  /**
   * The usual world: no truth attached, slow drift, no abrupt change, some users with two phones, a
   * few who deny.
   */
  public static SimulationConfig of(long seed, int users, Instant start) {
    return new SimulationConfig(
        seed,
        users,
        start,
        false,
        DEFAULT_DRIFT,
        -1,
        DEFAULT_TWO_PHONE_SHARE,
        DEFAULT_DENY_SHARE,
        "");
  }

  /** The same, with the true distribution attached to each freely chosen app opening. */
  public SimulationConfig withTruth() {
    return new SimulationConfig(
        seed, users, start, true, drift, habitChangeDay, twoPhoneShare, denyShare, region);
  }

  /**
   * The same, with every user changing habits at local midnight before the given day (0 is the
   * first).
   */
  public SimulationConfig withHabitChangeOnDay(int day) {
    return new SimulationConfig(
        seed, users, start, truth, drift, day, twoPhoneShare, denyShare, region);
  }

  /** The same, with another share of users who deny personalization. */
  public SimulationConfig withDenyShare(double share) {
    return new SimulationConfig(
        seed, users, start, truth, drift, habitChangeDay, twoPhoneShare, share, region);
  }

  /** The same, with all users living in the region of this code: eu, na or apac. */
  public SimulationConfig withRegion(String code) {
    return new SimulationConfig(
        seed, users, start, truth, drift, habitChangeDay, twoPhoneShare, denyShare, code);
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
