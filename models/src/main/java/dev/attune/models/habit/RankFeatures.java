package dev.attune.models.habit;

import java.util.List;

/**
 * The features of a candidate beside what the model itself knows, in the order in which models read
 * them. Only append; a change of meaning needs a new manifest format.
 *
 * <p>The first {@link #FIRST_CONTEXT} are about the candidate's place among the user's habits, and
 * all zero for what is no habit. From there on to {@link #FIRST_NEIGHBOR} they are about the user
 * and the moment, the same for all candidates. The rest come from the release's {@link
 * dev.attune.models.neighbor.ItemNeighbors}.
 */
public final class RankFeatures {

  /** ln(1 + decayed uses). */
  public static final int LOG_TOTAL = 0;

  /** ln(1 + decayed uses in the daypart of the moment). */
  public static final int LOG_DAYPART = 1;

  /** ln(1 + decayed uses on weekends, or on weekdays, as the moment is). */
  public static final int LOG_DAY_KIND = 2;

  /** Uses over the uses of all habits, 0 to 1. */
  public static final int SHARE = 3;

  /** The same within the daypart of the moment. */
  public static final int DAYPART_SHARE = 4;

  /** 1 / (1 + k) for the app used k distinct apps ago, k under {@link Habits#RECENT}, else 0. */
  public static final int RECENCY = 5;

  /** 1 if it is the app used last, in whatever session, else 0. */
  public static final int IS_LAST = 6;

  /** 1 if the item is among the habits, else 0. */
  public static final int IS_HABIT = 7;

  /** ln(1 + decayed uses at the kind of place of the moment). */
  public static final int LOG_PLACE = 8;

  /** Uses there over the uses of all habits there. */
  public static final int PLACE_SHARE = 9;

  /** ln(1 + uses, decayed fast, use by use). */
  public static final int LOG_FAST = 10;

  /** Uses over the uses of all habits, decayed fast. */
  public static final int FAST_SHARE = 11;

  /** At the start of a session: ln(1 + decayed uses as the first of a session), else 0. */
  public static final int LOG_OPENER = 12;

  /** At the start of a session: these over those of all habits, else 0. */
  public static final int OPENER_SHARE = 13;

  /** At the start of a session in the hour in which the app is mostly the first: ln(1 + uses). */
  public static final int LOG_OPENER_HOUR = 14;

  /** 1 if it is the app used last in this session, else 0. */
  public static final int SESSION_LAST = 15;

  /** 1 if it is the app used before that one in this session, else 0. */
  public static final int SESSION_BEFORE = 16;

  /** ln(1 + uses in this session). */
  public static final int LOG_SESSION = 17;

  /** ln(1 + uses among the recent tokens). */
  public static final int LOG_RECENT = 18;

  /** Uses over those of all apps among the recent tokens. */
  public static final int RECENT_SHARE = 19;

  /** ln(1 + decayed times it followed the app used last in this session). */
  public static final int LOG_NEXT = 20;

  /** These over the uses of the app used last in this session. */
  public static final int NEXT_SHARE = 21;

  /** Among the recent tokens: how often it followed the app used last, over all that did. */
  public static final int RECENT_NEXT_SHARE = 22;

  /** ln(1 + uses among the recent tokens in the same hour of the same day). */
  public static final int LOG_THIS_HOUR = 23;

  /** Where the features of user and moment begin. */
  public static final int FIRST_CONTEXT = 24;

  /** 1 at the start of a session, else 0. */
  public static final int SESSION_START = 24;

  /**
   * In a session whose first app is mostly the first in this hour of day: ln(1 + decayed times it
   * was), else 0.
   */
  public static final int ROUTINE = 25;

  /** ln(1 + decayed uses of all habits): how much is known. */
  public static final int LOG_EVIDENCE = 26;

  /**
   * How alike what was used lately and what is used usually are: the sum over habits of the smaller
   * of {@link #RECENT_SHARE} and {@link #SHARE}, 0 to 1.
   */
  public static final int FAMILIARITY = 27;

  /** Among the recent tokens: how often the app before came back, of all times it could. */
  public static final int BOUNCE = 28;

  /** How badly the habits explain what is used of late, {@link Habits#surprise()}, 0 to 1. */
  public static final int SURPRISE = 29;

  /** Where the features made of the release's neighbors begin. */
  public static final int FIRST_NEIGHBOR = 30;

  /** The sum over habits of their {@link #SHARE} times how much the candidate is beside them. */
  public static final int BESIDE = 30;

  /** How much more often than by habit the candidate follows the app used last in this session. */
  public static final int AFTER = 31;

  /** How many features there are. */
  public static final int COUNT = 32;

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
          "is_habit",
          "log_place",
          "place_share",
          "log_fast",
          "fast_share",
          "log_opener",
          "opener_share",
          "log_opener_hour",
          "session_last",
          "session_before",
          "log_session",
          "log_recent",
          "recent_share",
          "log_next",
          "next_share",
          "recent_next_share",
          "log_this_hour",
          "session_start",
          "routine",
          "log_evidence",
          "familiarity",
          "bounce",
          "surprise",
          "beside",
          "after");

  private RankFeatures() {}
}
