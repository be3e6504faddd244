package dev.attune.models.token;

/**
 * One event as a model sees it.
 *
 * @param itemHash what it is about, by {@link ItemHash}: 0 to 2^24 - 1
 * @param type what kind of thing happened
 * @param gapBucket how long after the event before it, 0 to 15; see {@link Tokenizer#gapBucket}
 * @param hourOfWeek the user's own hour of the week, 0 (Monday, midnight to one) to 167
 * @param place the kind of place it happened at, ordinal of {@link
 *     dev.attune.schemas.usage.PlaceClass}
 */
public record Token(int itemHash, EventType type, int gapBucket, int hourOfWeek, int place) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Token {
    check("itemHash", itemHash, ItemHash.RANGE);
    check("gapBucket", gapBucket, Tokenizer.GAP_BUCKETS);
    check("hourOfWeek", hourOfWeek, Tokenizer.HOURS_OF_WEEK);
    check("place", place, EventKind.PLACES);
  }

  /** Type and place as one number, see {@link EventKind}. */
  public int kind() {
    return EventKind.of(type.ordinal(), place);
  }

  private static void check(String name, int value, int bound) {
    if (value < 0 || value >= bound) {
      throw new IllegalArgumentException(
          name + " is " + value + ", it must be 0 to " + (bound - 1));
    }
  }
}
