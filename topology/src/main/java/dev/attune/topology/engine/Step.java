package dev.attune.topology.engine;

import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.profile.Profile;

/**
 * One event on its way through a wave: what it means, worked out before anything is changed.
 *
 * @param token the event as the model sees it
 * @param late whether it is too old to be folded into the model's state
 * @param localDay the user's day, in days since 1970-01-01
 */
record Step(AcceptedEvent cause, Token token, boolean late, long localDay) {

  /**
   * @throws RuntimeException if the event can't be processed
   */
  static Step of(AcceptedEvent cause, long lateAfterSeconds) {
    Profile profile = cause.profile();
    if (!profile.allows(Purpose.PERSONALIZATION)) {
      throw new IllegalStateException("consent was withdrawn before the event was processed");
    }
    UsageEvent event = cause.event();
    long newest = profile.newestEventAt();
    long previous = newest == 0 ? Tokenizer.NO_PREVIOUS : newest;
    long localDay =
        Tokenizer.localDay(event.getOccurredAt(), event.getContext().getUtcOffsetMinutes());
    boolean late = newest != 0 && event.getOccurredAt() < newest - lateAfterSeconds;
    return new Step(cause, Tokenizer.token(event, previous), late, localDay);
  }

  Profile profile() {
    return cause.profile();
  }

  UsageEvent event() {
    return cause.event();
  }

  EventType type() {
    return token.type();
  }

  long now() {
    return cause.event().getOccurredAt();
  }
}
