package dev.attune.models.token;

/** What kind of thing happened and at what kind of place, as one index of a model's table. */
public final class EventKind {

  /** How many places there is room for. */
  public static final int PLACES = 8;

  /** How many kinds there are. */
  public static final int COUNT = EventType.TABLE_SIZE * PLACES;

  private EventKind() {}

  /**
   * The kind.
   *
   * @param type ordinal of {@link EventType}
   * @param place ordinal of {@link dev.attune.schemas.usage.PlaceClass}
   */
  public static int of(int type, int place) {
    return type * PLACES + place;
  }
}
