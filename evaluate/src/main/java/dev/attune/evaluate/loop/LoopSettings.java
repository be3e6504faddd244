package dev.attune.evaluate.loop;

import java.time.Instant;
import java.util.List;

/**
 * What to simulate, and what to count.
 *
 * @param users how many users each seed has, at least 1
 * @param days for how many days, at least 1
 * @param seeds who the users are; at least one seed, no two alike
 * @param warmUpDays notifications and what is offered count from this day on (the first day is 0)
 * @param upliftFromDay acceptance counts from this day on
 * @param habitChangeDay in a life beside the usual one, users change their habits on this day, or
 *     less than a day before it, since they do so at a midnight of their own time zones; 0 for no
 *     such life
 */
public record LoopSettings(
    int users, int days, List<Long> seeds, int warmUpDays, int upliftFromDay, int habitChangeDay) {

  /** When all simulated lives begin, a Monday. */
  public static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  /** Notifications count after one week. */
  public static final int WARM_UP_DAYS = 7;

  /** Acceptance counts after two weeks. */
  public static final int UPLIFT_FROM_DAY = 14;

  /**
   * @throws IllegalArgumentException if a value is out of its range; the message says which
   */
  public LoopSettings {
    seeds = List.copyOf(seeds);
    check(users >= 1, "There must be at least 1 user, not " + users + ".");
    check(!seeds.isEmpty(), "There must be a seed.");
    check(seeds.stream().distinct().count() == seeds.size(), "A seed is given twice.");
    check(
        upliftFromDay >= 0 && warmUpDays >= 0 && warmUpDays <= upliftFromDay,
        "Acceptance can't count before notifications do.");
    check(
        days > upliftFromDay,
        "Acceptance counts after "
            + upliftFromDay
            + " days, so there must be more than that, not "
            + days
            + ".");
    check(
        habitChangeDay == 0 || (habitChangeDay > warmUpDays && habitChangeDay < days),
        "Habits must change between day " + warmUpDays + " and day " + days + ", or never (0).");
  }

  /**
   * The usual measurement: notifications count after one week, acceptance after two.
   *
   * @throws IllegalArgumentException as the constructor does
   */
  public static LoopSettings of(int users, int days, List<Long> seeds, int habitChangeDay) {
    return new LoopSettings(users, days, seeds, WARM_UP_DAYS, UPLIFT_FROM_DAY, habitChangeDay);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
