package dev.attune.models.session;

import dev.attune.models.token.EventType;

/**
 * One event of a made-up session.
 *
 * @param type what happened
 * @param item the item's id; empty if only its category is known, or it has none
 * @param category the category of the item; empty if it has none
 * @param gapSeconds seconds since the event before; {@link #NO_GAP} if the writer knows none
 */
public record WrittenEvent(EventType type, String item, String category, int gapSeconds) {

  /** No time is known. */
  public static final int NO_GAP = -1;
}
