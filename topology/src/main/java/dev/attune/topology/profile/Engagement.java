package dev.attune.topology.profile;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How a user deals with notifications, as fading counts per category ({@link Decay}), and at which
 * hours of their day they use the phone.
 */
public final class Engagement {

  /**
   * How many notification categories there are; their places are the ordinals of the schema's enum.
   */
  public static final int CATEGORIES = 16;

  /** How many hours a day has. */
  public static final int HOURS = 24;

  /**
   * What one use adds to the activity of its hour: coarser than other counts, to keep profiles
   * small.
   */
  public static final int ONE_ACTIVITY = 4;

  private static final long SECONDS_PER_DAY = 86_400;
  private static final int MOST_ACTIVITY = 1023;

  /** What can happen to a notification. */
  public enum Happening {
    POSTED,
    OPENED,
    DISMISSED
  }

  private static final int HAPPENINGS = Happening.values().length;

  private final int[] count = new int[CATEGORIES * HAPPENINGS];
  private final int[] activity = new int[HOURS];
  private long day;

  Engagement() {}

  /**
   * Counts something that happened to a notification of a category on a day (days since
   * 1970-01-01).
   */
  public void observe(int category, Happening what, long epochDay) {
    advanceTo(epochDay);
    int place = category * HAPPENINGS + what.ordinal();
    count[place] = Decay.plusOne(count[place], day - epochDay);
  }

  /** Counts that the user used the phone in this hour of their day, 0 to 23. */
  public void active(int localHour, long epochDay) {
    advanceTo(epochDay);
    if (day - epochDay < Decay.HALF_LIFE_DAYS) {
      activity[localHour] = Math.min(MOST_ACTIVITY, activity[localHour] + ONE_ACTIVITY);
    }
  }

  /** The fading count, in sixteenths, as of the last day counted. */
  public int count(int category, Happening what) {
    return count[category * HAPPENINGS + what.ordinal()];
  }

  /** How much the user used the phone in this hour of their day, as a fading count in quarters. */
  public int activity(int localHour) {
    return activity[localHour];
  }

  private void advanceTo(long epochDay) {
    if (epochDay <= day) {
      return;
    }
    for (int i = 0; i < count.length; i++) {
      count[i] = Decay.after(count[i], epochDay - day);
    }
    for (int i = 0; i < HOURS; i++) {
      activity[i] = Decay.after(activity[i], epochDay - day);
    }
    day = epochDay;
  }

  boolean isBlank() {
    return day == 0;
  }

  void clear() {
    Arrays.fill(count, 0);
    Arrays.fill(activity, 0);
    day = 0;
  }

  void write(ByteBuffer out, long newestEventAt) {
    Varints.putSigned(out, newestEventAt / SECONDS_PER_DAY - day);
    int used = 0;
    for (int i = 0; i < count.length; i++) {
      if (count[i] != 0) {
        used |= 1 << i / HAPPENINGS;
      }
    }
    out.putShort((short) used);
    for (int i = 0; i < count.length; i++) {
      if ((used >> i / HAPPENINGS & 1) == 1) {
        Varints.put(out, count[i]);
      }
    }
    for (int hour : activity) {
      Varints.put(out, hour);
    }
  }

  void read(ByteBuffer in, long newestEventAt) {
    day = newestEventAt / SECONDS_PER_DAY - Varints.getSigned(in);
    int used = in.getShort();
    for (int i = 0; i < count.length; i++) {
      boolean present = (used >> i / HAPPENINGS & 1) == 1;
      count[i] = present ? Varints.get(in, Decay.MAX, "a count") : 0;
    }
    for (int i = 0; i < HOURS; i++) {
      activity[i] = Varints.get(in, MOST_ACTIVITY, "an hour's activity");
    }
  }
}
