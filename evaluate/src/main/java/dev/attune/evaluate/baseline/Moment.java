package dev.attune.evaluate.baseline;

import dev.attune.models.token.Tokenizer;

/**
 * When and where something happens, as baselines tell moments apart.
 *
 * @param hourOfWeek the user's own hour of the week, 0 (Monday, midnight to one) to 167
 * @param place an ordinal of {@link dev.attune.schemas.usage.PlaceClass}
 */
public record Moment(int hourOfWeek, int place) {

  /** How many parts of the day there are. */
  public static final int DAYPARTS = 4;

  private static final int HOURS_PER_DAYPART = 24 / DAYPARTS;
  private static final int FIRST_WEEKEND_HOUR = 5 * 24;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Moment {
    if (hourOfWeek < 0 || hourOfWeek >= Tokenizer.HOURS_OF_WEEK || place < 0) {
      throw new IllegalArgumentException("no moment: hour " + hourOfWeek + ", place " + place);
    }
  }

  /** 0 night (until 6), 1 morning, 2 afternoon (from 12), 3 evening (from 18). */
  public int daypart() {
    return hourOfWeek % 24 / HOURS_PER_DAYPART;
  }

  /** Whether it is Saturday or Sunday. */
  public boolean weekend() {
    return hourOfWeek >= FIRST_WEEKEND_HOUR;
  }
}
