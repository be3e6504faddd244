package dev.attune.peer;

import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.schemas.usage.UsageEvent;

/** One event of a user whose state is at hand. */
final class Step {

  private static final Token NONE = new Token(0, EventType.DEVICE_UNLOCKED, 0, 0, 0);

  final long high;
  final long low;
  final UserState state;
  final UsageEvent event;
  Token token = NONE;

  Step(long high, long low, UserState state, UsageEvent event) {
    this.high = high;
    this.low = low;
    this.state = state;
    this.event = event;
  }

  /** Makes the token, once the events before this one were folded. */
  void tokenize() {
    long before = state.newestAt == 0 ? Tokenizer.NO_PREVIOUS : state.newestAt;
    token = Tokenizer.token(event, before);
  }

  /** Counts the event. */
  void observe() {
    long at = event.getOccurredAt();
    if (token.type() == EventType.APP_OPENED) {
      long day = Tokenizer.localDay(at, event.getContext().getUtcOffsetMinutes());
      state.habits.observe(token, day, at, state.tokens.previousApp(token));
    }
    state.tokens.add(token);
    state.newestAt = Math.max(state.newestAt, at);
  }

  /** Whether a list is due, at an unlock, as in Attune; notes that it was made. */
  boolean takeDue(long interval) {
    if (token.type() != EventType.DEVICE_UNLOCKED
        || event.getOccurredAt() - state.listAt < interval) {
      return false;
    }
    state.listAt = event.getOccurredAt();
    return true;
  }
}
