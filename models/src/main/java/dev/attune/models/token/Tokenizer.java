package dev.attune.models.token;

import dev.attune.schemas.usage.UsageEvent;

/**
 * Turns events into tokens. Training and serving both use this class, so that they can't disagree.
 * Event time only: the same events give the same tokens whenever they are read.
 */
public final class Tokenizer {

  /** As time of the previous event: there is none. */
  public static final long NO_PREVIOUS = Long.MIN_VALUE;

  /** How many gap buckets there are. */
  public static final int GAP_BUCKETS = 16;

  /** How many hours a week has. */
  public static final int HOURS_OF_WEEK = 168;

  private static final long SECONDS_PER_HOUR = 3600;
  private static final long SECONDS_PER_DAY = 86_400;
  // 1970-01-01 was a Thursday, three days after a Monday.
  private static final long EPOCH_HOUR_OF_WEEK = 3 * 24;

  private Tokenizer() {}

  /**
   * The token of an event.
   *
   * @param previousOccurredAt when the user's event before this one happened, in seconds since the
   *     epoch, or {@link #NO_PREVIOUS}
   */
  public static Token token(UsageEvent event, long previousOccurredAt) {
    long occurredAt = event.getOccurredAt();
    return new Token(
        ItemHash.of(ItemKey.of(event)),
        EventType.of(event),
        gapBucket(previousOccurredAt, occurredAt),
        hourOfWeek(occurredAt, event.getContext().getUtcOffsetMinutes()),
        event.getContext().getPlace().ordinal());
  }

  /**
   * The bucket of the time between two events: 0 if there was no event before, else the integer
   * part of log2 of the seconds, kept within 1 and 15. So 1 is under 4 seconds (and an event that
   * comes late), 2 is 4 to 7 seconds, 6 about a minute, 11 half an hour to an hour, and 15 is
   * 32,768 seconds (nine hours) and more.
   */
  public static int gapBucket(long previousOccurredAt, long occurredAt) {
    if (previousOccurredAt == NO_PREVIOUS) {
      return 0;
    }
    long seconds = Math.max(1, occurredAt - previousOccurredAt);
    int log2 = 63 - Long.numberOfLeadingZeros(seconds);
    return Math.max(1, Math.min(GAP_BUCKETS - 1, log2));
  }

  /**
   * The hour of the user's week.
   *
   * @param occurredAt seconds since the epoch
   * @param utcOffsetMinutes minutes to add to UTC
   * @return 0 (Monday, midnight to one, local time) to 167
   */
  public static int hourOfWeek(long occurredAt, int utcOffsetMinutes) {
    long hour = Math.floorDiv(local(occurredAt, utcOffsetMinutes), SECONDS_PER_HOUR);
    return (int) Math.floorMod(hour + EPOCH_HOUR_OF_WEEK, (long) HOURS_OF_WEEK);
  }

  /** The user's day: days since 1970-01-01, local time. Parameters as in {@link #hourOfWeek}. */
  public static long localDay(long occurredAt, int utcOffsetMinutes) {
    return Math.floorDiv(local(occurredAt, utcOffsetMinutes), SECONDS_PER_DAY);
  }

  private static long local(long occurredAt, int utcOffsetMinutes) {
    return occurredAt + utcOffsetMinutes * 60L;
  }
}
