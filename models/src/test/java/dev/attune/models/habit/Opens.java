package dev.attune.models.habit;

import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.Token;

/** Opened apps for tests. */
final class Opens {

  static final int HOME = 1;

  private Opens() {}

  static Token open(int item, int hourOfWeek) {
    return open(item, hourOfWeek, HOME);
  }

  static Token open(int item, int hourOfWeek, int place) {
    return new Token(item, EventType.APP_OPENED, 3, hourOfWeek, place);
  }

  static Token unlock(int hourOfWeek) {
    return new Token(ItemHash.NONE, EventType.DEVICE_UNLOCKED, 9, hourOfWeek, HOME);
  }

  static Token close(int item, int hourOfWeek) {
    return new Token(item, EventType.APP_CLOSED, 5, hourOfWeek, HOME);
  }

  /** Counts an opening at home, not known after what. */
  static void observe(Habits habits, int item, int hourOfWeek, long day) {
    observe(habits, item, hourOfWeek, day, Habits.UNKNOWN);
  }

  static void observe(Habits habits, int item, int hourOfWeek, long day, int previous) {
    long at = day * 86_400 + hourOfWeek % 24 * 3600 + 31L * item;
    habits.observe(open(item, hourOfWeek), day, at, previous);
  }
}
