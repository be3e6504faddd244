package dev.attune.models.sample;

import java.util.List;

/**
 * The public cells in which a cohort is counted, and where each lies in a vector of all. With n
 * categories these are, in this order:
 *
 * <ul>
 *   <li>24 of openings by local hour;
 *   <li>4n of openings by category and daypart: night (0 to 5), morning, afternoon, evening;
 *   <li>4n of openings by category and {@link Way}, with content seen as a way of its own;
 *   <li>(n + 1) squared of transitions between openings within a session, from the start or a
 *       category to a category or the end.
 * </ul>
 *
 * @param categories the categories of apps, in the order of their numbers
 */
public record CohortCells(List<String> categories) {

  /** Hours of a day. */
  public static final int HOURS = 24;

  private static final int DAYPARTS = 4;
  private static final int HOURS_OF_DAYPART = 6;
  private static final int WAYS = Way.values().length;

  /** How an app came to be opened. */
  public enum Way {
    /** The first opening of its session. */
    FIRST,
    /** After another app. */
    NEXT,
    /** Right after a notification was opened. */
    FROM_NOTIFICATION,
    /** Not an app: content of the category was seen. */
    CONTENT
  }

  /** Copies the list. */
  public CohortCells {
    categories = List.copyOf(categories);
  }

  /** How many there are. */
  public int count() {
    return transition(categories.size(), categories.size()) + 1;
  }

  /** The cell of openings in a local hour, 0 to 23. */
  public int hour(int hour) {
    return check(hour, HOURS);
  }

  /** The cell of openings of a category in the daypart of an hour. */
  public int categoryDaypart(int category, int hour) {
    int daypart = check(hour, HOURS) / HOURS_OF_DAYPART;
    return HOURS + check(category, categories.size()) * DAYPARTS + daypart;
  }

  /** The cell of openings of a category in this way. */
  public int categoryWay(int category, Way way) {
    int first = HOURS + categories.size() * DAYPARTS;
    return first + check(category, categories.size()) * WAYS + way.ordinal();
  }

  /**
   * The cell of an opening after another.
   *
   * @param from the category before; the number of categories for the start of a session
   * @param to the category; the number of categories for the end of a session
   */
  public int transition(int from, int to) {
    int width = categories.size() + 1;
    int first = HOURS + categories.size() * (DAYPARTS + WAYS);
    return first + check(from, width) * width + check(to, width);
  }

  /** The groups of cells as [first, after the last]; each but the content seen counts openings. */
  public int[][] groups() {
    int n = categories.size();
    int dayparts = HOURS + n * DAYPARTS;
    int ways = dayparts + n * WAYS;
    return new int[][] {{0, HOURS}, {HOURS, dayparts}, {dayparts, ways}, {ways, count()}};
  }

  private static int check(int value, int limit) {
    if (value < 0 || value >= limit) {
      throw new IllegalArgumentException(value + " is not from 0 to " + (limit - 1));
    }
    return value;
  }
}
