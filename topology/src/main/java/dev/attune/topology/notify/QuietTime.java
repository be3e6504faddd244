package dev.attune.topology.notify;

import dev.attune.topology.profile.Engagement;
import dev.attune.topology.profile.NotificationChoices;

/**
 * The hours in which a user does not use the phone: the longest run of hours that each have at most
 * an eighth of the activity of the average hour, if it lasts 4 to 12 hours. Told only from {@link
 * #EVIDENCE} observed uses on.
 */
record QuietTime(int from, int until) {

  static final QuietTime NONE =
      new QuietTime(NotificationChoices.NO_HOUR, NotificationChoices.NO_HOUR);

  private static final int HOURS = Engagement.HOURS;
  private static final int EVIDENCE = 60;
  private static final int SHORTEST = 4;
  private static final int LONGEST = 12;
  private static final int FAR = 2;

  static QuietTime in(NotificationChoices choices) {
    return new QuietTime(choices.quietFrom(), choices.quietUntil());
  }

  static QuietTime of(Engagement engagement) {
    long total = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      total += engagement.activity(hour);
    }
    if (total < (long) EVIDENCE * Engagement.ONE_ACTIVITY) {
      return NONE;
    }
    int bestFrom = 0;
    int bestLength = 0;
    for (int from = 0; from < HOURS; from++) {
      int length = 0;
      while (length < HOURS && isQuiet(engagement, (from + length) % HOURS, total)) {
        length++;
      }
      if (length > bestLength) {
        bestFrom = from;
        bestLength = length;
      }
    }
    return bestLength < SHORTEST || bestLength > LONGEST
        ? NONE
        : new QuietTime(bestFrom, (bestFrom + bestLength) % HOURS);
  }

  private static boolean isQuiet(Engagement engagement, int hour, long total) {
    return (long) engagement.activity(hour) * HOURS * 8 <= total;
  }

  boolean isNone() {
    return equals(NONE);
  }

  /** Whether an end differs by two hours or more, or only one of the two is none. */
  boolean isFarFrom(QuietTime other) {
    if (isNone() || other.isNone()) {
      return isNone() != other.isNone();
    }
    return apart(from, other.from) >= FAR || apart(until, other.until) >= FAR;
  }

  boolean contains(int hour) {
    return !isNone() && Math.floorMod(hour - from, HOURS) < Math.floorMod(until - from, HOURS);
  }

  private static int apart(int a, int b) {
    int forward = Math.floorMod(a - b, HOURS);
    return Math.min(forward, HOURS - forward);
  }
}
