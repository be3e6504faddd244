package dev.attune.models.sample;

import dev.attune.models.sample.CohortCells.Way;

/**
 * What one user's use is made of until it is counted, each kind with a number of its own: an
 * opening of an app (its category and hour, the category before it in the session, and whether a
 * notification led to it), the end of a session, and content seen.
 *
 * <p>Each adds one to fixed cells of {@link CohortCells}: an opening to four, anything else to one.
 */
public final class UsageUnits {

  /** The most categories there may be. */
  public static final int MAX_CATEGORIES = 64;

  private static final int HOURS = CohortCells.HOURS;

  private final CohortCells cells;
  private final int categories;
  private final int ends;
  private final int contents;

  /**
   * The units that cells are counted in.
   *
   * @throws IllegalArgumentException if there are no categories, or too many
   */
  public UsageUnits(CohortCells cells) {
    this.cells = cells;
    this.categories = cells.categories().size();
    if (categories < 1 || categories > MAX_CATEGORIES) {
      throw new IllegalArgumentException(
          "there are 1 to " + MAX_CATEGORIES + " categories, not " + categories);
    }
    this.ends = categories * (categories + 1) * HOURS * 2;
    this.contents = ends + categories;
  }

  /** The cells they are counted in. */
  public CohortCells cells() {
    return cells;
  }

  /** How many there are. */
  public int count() {
    return contents + categories;
  }

  /**
   * An opening of an app.
   *
   * @param before the category opened before it in its session; the number of categories if it is
   *     the first
   * @param hour the local hour, 0 to 23
   */
  public int opening(int before, int category, int hour, boolean fromNotification) {
    int way = fromNotification ? 1 : 0;
    return ((check(before, categories + 1) * categories + check(category, categories)) * HOURS
                + check(hour, HOURS))
            * 2
        + way;
  }

  /** The end of a session in which a category was opened last. */
  public int end(int category) {
    return ends + check(category, categories);
  }

  /** Content of a category was seen. */
  public int content(int category) {
    return contents + check(category, categories);
  }

  /** The cells that a unit adds one to, all different. */
  public int[] cells(int unit) {
    check(unit, count());
    if (unit >= contents) {
      return new int[] {cells.categoryWay(unit - contents, Way.CONTENT)};
    }
    if (unit >= ends) {
      return new int[] {cells.transition(unit - ends, categories)};
    }
    boolean fromNotification = unit % 2 == 1;
    int hour = unit / 2 % HOURS;
    int category = unit / 2 / HOURS % categories;
    int before = unit / 2 / HOURS / categories;
    Way way =
        fromNotification ? Way.FROM_NOTIFICATION : before == categories ? Way.FIRST : Way.NEXT;
    return new int[] {
      cells.hour(hour),
      cells.categoryDaypart(category, hour),
      cells.categoryWay(category, way),
      cells.transition(before, category)
    };
  }

  private static int check(int value, int limit) {
    if (value < 0 || value >= limit) {
      throw new IllegalArgumentException(value + " is not from 0 to " + (limit - 1));
    }
    return value;
  }
}
