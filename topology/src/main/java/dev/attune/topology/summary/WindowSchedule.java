package dev.attune.topology.summary;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * When windows begin, when they are closed and when what follows from them is published: public,
 * and the same whatever the data. All times are in seconds since 1970-01-01T00:00Z.
 *
 * @param length of a window: whole seconds, a part of a day, so that none reaches from one calendar
 *     month (UTC) into another
 * @param closeAfter how long after a window's end its sums are taken, for records that were on
 *     their way
 * @param publishAfter how long after a window's end sessions are published; sums that come later
 *     are not waited for. Above {@code closeAfter} and at most {@code length}, so that windows are
 *     settled one after another
 */
public record WindowSchedule(Duration length, Duration closeAfter, Duration publishAfter) {

  private static final long SECONDS_PER_DAY = 86_400;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException with a sentence that says what must hold
   */
  public WindowSchedule {
    require(
        length.toSeconds() >= 1
            && length.equals(Duration.ofSeconds(length.toSeconds()))
            && SECONDS_PER_DAY % length.toSeconds() == 0,
        "A window must have whole seconds and be a part of a day, such as 1h or 24h.");
    require(
        !closeAfter.isNegative() && closeAfter.compareTo(publishAfter) < 0,
        "Windows must be closed before they are published.");
    require(
        publishAfter.compareTo(length) <= 0,
        "A window must be published before the next one ends.");
  }

  /** The start of the window that a time is in. */
  public long startOf(long second) {
    return Math.floorDiv(second, seconds()) * seconds();
  }

  /** The start of the window after the one with this start. */
  public long next(long start) {
    return start + seconds();
  }

  /** The end of a window, which is not in it. */
  public long endOf(long start) {
    return start + seconds();
  }

  /** From when its sums are taken. */
  public long closesAt(long start) {
    return endOf(start) + ceilSeconds(closeAfter);
  }

  /** From when sessions are published. */
  public long publishesAt(long start) {
    return endOf(start) + ceilSeconds(publishAfter);
  }

  /** The latest window whose sums may be taken at a time. */
  public long latestClosable(long second) {
    return startOf(second - seconds() - ceilSeconds(closeAfter));
  }

  /** The day of the week on which a window starts. */
  public static DayOfWeek dayOf(long start) {
    return Instant.ofEpochSecond(start).atZone(ZoneOffset.UTC).getDayOfWeek();
  }

  private long seconds() {
    return length.toSeconds();
  }

  private static long ceilSeconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
