package dev.attune.device.replay;

import java.time.Duration;
import java.time.Instant;

/**
 * When to send the events of a log so that its time passes {@code speed} times as fast as the wall
 * clock's.
 *
 * @param firstOccurredAt when the first event happened in the log, in seconds since
 *     1970-01-01T00:00Z
 * @param started when the replay began, on the wall clock
 * @param speed seconds of the log in one second of the wall clock, over 0; infinite for as fast as
 *     possible
 */
public record Pace(long firstOccurredAt, Instant started, double speed) {
  /** Checks the speed. */
  public Pace {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be over 0, not " + speed);
    }
  }

  /**
   * How long to wait, at {@code now}, before sending an event that happened at {@code occurredAt};
   * zero if it is due.
   */
  public Duration untilDue(long occurredAt, Instant now) {
    double seconds = (occurredAt - firstOccurredAt) / speed;
    Duration due = Duration.ofMillis((long) (seconds * 1000));
    Duration passed = Duration.between(started, now);
    return due.compareTo(passed) > 0 ? due.minus(passed) : Duration.ZERO;
  }
}
