package dev.attune.device.replay;

import dev.attune.schemas.usage.PlaceClass;

/**
 * A row that was understood.
 *
 * @param session what tells the user's sessions apart, empty if the log has no sessions
 * @param time seconds since 1970-01-01T00:00Z
 * @param item the item id, empty for an unlock
 * @param line the line it came from
 */
record RecordedRow(
    String user,
    String session,
    long time,
    int utcOffsetMinutes,
    PlaceClass place,
    Kind kind,
    String item,
    long line) {

  /** What a row tells. */
  enum Kind {
    OPENED,
    CLOSED,
    UNLOCKED,
    CONTENT
  }
}
