package dev.attune.models.habit;

import java.util.List;

/**
 * The count features of a candidate, in the order in which models read them. Only append; a change
 * of meaning needs a new manifest format.
 */
public final class RankFeatures {

  /** ln(1 + decayed uses). */
  public static final int LOG_TOTAL = 0;

  /** ln(1 + decayed uses in the daypart asked for). */
  public static final int LOG_DAYPART = 1;

  /** ln(1 + decayed uses on weekends, or on weekdays, as the hour asked for is). */
  public static final int LOG_DAY_KIND = 2;

  /** Uses over the uses of all habits, 0 to 1. */
  public static final int SHARE = 3;

  /** The same within the daypart asked for. */
  public static final int DAYPART_SHARE = 4;

  /** 1 / (1 + k) for the item used k distinct items ago, k under {@link Habits#RECENT}, else 0. */
  public static final int RECENCY = 5;

  /** 1 if it is the item used last, else 0. */
  public static final int IS_LAST = 6;

  /** 1 if the item is among the habits, else 0 (as all others then are). */
  public static final int IS_HABIT = 7;

  /** How many features there are. */
  public static final int COUNT = 8;

  /** Their names, in order. */
  public static final List<String> NAMES =
      List.of(
          "log_total",
          "log_daypart",
          "log_day_kind",
          "share",
          "daypart_share",
          "recency",
          "is_last",
          "is_habit");

  private RankFeatures() {}
}
