package dev.attune.topology.ingest;

import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.profile.Profile;
import java.time.Duration;
import java.util.Optional;

/**
 * What an event must pass before it counts: consent, sane fields, a possible time, and not having
 * been counted before. Consent comes first, so that nothing is looked at that may not be.
 */
public final class Gate {

  /**
   * How far ahead of its record an event may be, when nothing else is configured: phones' clocks
   * differ.
   */
  public static final Duration DEFAULT_MAX_FUTURE = Duration.ofMinutes(10);

  private static final long MILLIS = 1000;
  private static final long SECONDS_PER_DAY = 86_400;

  private final long maxFutureMillis;

  /**
   * @param maxFuture how much later than its record's timestamp an event may claim to have happened
   */
  public Gate(Duration maxFuture) {
    if (maxFuture.isNegative()) {
      throw new IllegalArgumentException("gate.max.future is negative: " + maxFuture);
    }
    this.maxFutureMillis = maxFuture.toMillis();
  }

  /**
   * Checks an event against its user's profile. An event that passes is noted in the profile's
   * watermarks: the same event again, even before the first one was processed, is a duplicate. A
   * rejected event leaves the profile as it was.
   *
   * @param recordTimestampMillis the timestamp of the event's record, in milliseconds since
   *     1970-01-01T00:00Z
   * @return why the event must not count, or empty
   */
  public Optional<Rejection> check(Profile profile, UsageEvent event, long recordTimestampMillis) {
    if (!profile.allows(Purpose.PERSONALIZATION)) {
      return Optional.of(Rejection.NO_CONSENT);
    }
    if (!Fields.areValid(event)) {
      return Optional.of(Rejection.INVALID_FIELD);
    }
    if (event.getOccurredAt() * MILLIS > recordTimestampMillis + maxFutureMillis) {
      return Optional.of(Rejection.FROM_THE_FUTURE);
    }
    return switch (profile
        .watermarks()
        .observe(
            event.getDevice().bytes(),
            event.getSequence(),
            event.getOccurredAt() / SECONDS_PER_DAY)) {
      case NEW -> Optional.empty();
      case SEEN -> Optional.of(Rejection.DUPLICATE);
      case TOO_MANY_DEVICES -> Optional.of(Rejection.TOO_MANY_DEVICES);
    };
  }
}
