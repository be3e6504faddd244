package dev.attune.topology.profile;

/**
 * Counts that fade: unsigned fixed-point numbers in sixteenths, at most {@link #MAX}, that halve
 * every {@link #HALF_LIFE_DAYS} whole days of event time.
 *
 * <p>Integers, rounded down, so that a count has the same bits in memory, in the store and on every
 * machine; a single old observation is gone after about two weeks.
 */
public final class Decay {

  /** What one observation adds. */
  public static final int ONE = 16;

  /** The greatest count, in sixteenths. */
  public static final int MAX = 0xFFFF;

  /** How many days halve a count. */
  public static final int HALF_LIFE_DAYS = 14;

  private static final int[] FACTOR = factors();

  private Decay() {}

  /**
   * The count after {@code days} days without observations; {@code days} of 0 or less changes
   * nothing.
   */
  static int after(int count, long days) {
    if (days <= 0) {
      return count;
    }
    return days >= FACTOR.length ? 0 : (int) ((long) count * FACTOR[(int) days] >>> 16);
  }

  /**
   * The count with one more observation, made {@code ageDays} days before the day the count stands
   * at.
   */
  static int plusOne(int count, long ageDays) {
    return Math.min(MAX, count + after(ONE, ageDays));
  }

  private static int[] factors() {
    int[] factors = new int[16 * HALF_LIFE_DAYS];
    for (int day = 0; day < factors.length; day++) {
      factors[day] = (int) (StrictMath.pow(0.5, day / (double) HALF_LIFE_DAYS) * 65536);
    }
    return factors;
  }
}
