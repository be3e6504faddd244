package dev.attune.device.replay;

import java.util.Locale;

/** Why a row of a recorded log was not replayed. */
public enum SkipReason {
  /** It could not be split into fields. */
  MALFORMED,
  /** It has more or fewer fields than the header. */
  WRONG_FIELD_COUNT,
  /** It names no user. */
  NO_USER,
  /** It names no item. */
  NO_ITEM,
  /** Its item id would be longer than 128 characters. */
  ITEM_TOO_LONG,
  /** Its time can't be read. */
  BAD_TIME,
  /** Its event type is not in the mapping. */
  UNKNOWN_TYPE,
  /** Its event type is one the mapping leaves out. */
  IGNORED_TYPE,
  /** It closes an app that was not open. */
  CLOSED_WITHOUT_OPENED,
  /** Its count is no positive number. */
  BAD_COUNT,
  /** Its part of the day is not known. */
  UNKNOWN_DAYTIME,
  /** Its day of the week is not known. */
  UNKNOWN_WEEKDAY;

  /** The reason's name in reports, for example {@code wrong-field-count}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
