package dev.attune.models.habit;

/**
 * Whether a user's habits changed: a cumulative sum test (Page, "Continuous inspection schemes",
 * 1954). Each used app adds the logarithm of how much likelier it was by the fast counts than by
 * the slow ones of this part of the day; the sum never falls under zero. As long as habits stay,
 * fast counts are only the noisier ones, and the sum stays small.
 *
 * <p>The sum is kept as one byte. Not thread-safe.
 */
final class ChangeTest {

  private static final double STEPS = 24;
  private static final int MOST = 255;
  // Simulated users whose habits stay reach the limit about once in two months.
  private static final double LIMIT = 7;
  private static final double SLACK = 0.05;
  // Of each app that was never used, in uses, and how many such apps there are.
  private static final double NEW = 0.5;
  private static final double NEW_APPS = 40;
  // How many uses in a part of the day the shares of the whole day are worth, and how many fast
  // uses the slow ones.
  private static final double DAY = 10;
  private static final double SLOW = 15;

  private int level;

  /**
   * Takes a use into account that is not counted yet.
   *
   * @param row of the app, -1 if it is no habit
   * @return whether habits changed; the test then begins anew
   */
  boolean see(Habits habits, int row, int daypart) {
    double uses = 0;
    double here = 0;
    double fast = 0;
    for (int i = 0; i < habits.size(); i++) {
      uses += habits.total(i);
      here += habits.value(i, daypart);
      fast += habits.value(i, Habits.FAST);
    }
    double own = row < 0 ? 0 : habits.total(row);
    double share = (own + NEW) / (uses + NEW * NEW_APPS);
    double ownHere = row < 0 ? 0 : habits.value(row, daypart);
    double slowChance = (ownHere + DAY * share) / (here + DAY);
    double ownFast = row < 0 ? 0 : habits.value(row, Habits.FAST);
    double fastChance = (ownFast + SLOW * slowChance) / (fast + SLOW);
    double sum = level / STEPS + StrictMath.log(fastChance / slowChance) - SLACK;
    if (sum >= LIMIT) {
      level = 0;
      return true;
    }
    level = (int) Math.min(MOST, StrictMath.round(Math.max(0, sum) * STEPS));
    return false;
  }

  /** The sum over the most there can be, 0 to 1. */
  float surprise() {
    return (float) (level / (STEPS * LIMIT));
  }

  byte level() {
    return (byte) level;
  }

  void set(byte written) {
    level = written & MOST;
  }
}
