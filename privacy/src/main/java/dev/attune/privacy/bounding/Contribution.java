package dev.attune.privacy.bounding;

import java.util.Arrays;

/**
 * What one user has done in one window, bounded as it comes in and closed once.
 *
 * <p>Memory: at most K cells. Keeping the K cells of smallest priority seen so far gives the same
 * cells as sorting all of them at the end: a cell is dropped only when K cells of smaller priority
 * are there, and these can only be replaced by smaller ones still, so it could never come back; and
 * a cell that is kept at the end was kept from its first event on, so its total misses nothing.
 * Totals stop at V; as amounts are never negative, the order of events does not matter.
 *
 * <p>Not thread-safe.
 */
public final class Contribution {

  private final ContributionLimits limits;
  private final CellPriority priority;
  private final byte[] user;
  private final long window;

  private int[] cells = new int[4];
  private long[] totals = new long[4];
  private long[] priorities = new long[4];
  private int size;
  private boolean closed;

  /**
   * An empty contribution.
   *
   * @param user the pseudonym's bytes; copied
   * @param window the start of the window, seconds since 1970
   */
  public Contribution(ContributionLimits limits, CellPriority priority, byte[] user, long window) {
    this.limits = limits;
    this.priority = priority;
    this.user = user.clone();
    this.window = window;
  }

  /**
   * Adds to a cell. An amount of zero does not touch the cell.
   *
   * @param cell the cell's number, not negative
   * @param amount what to add, not negative
   * @throws IllegalArgumentException on a negative cell or amount
   * @throws IllegalStateException if closed
   */
  public void add(int cell, long amount) {
    if (closed) {
      throw new IllegalStateException("The contribution is closed");
    }
    if (cell < 0 || amount < 0) {
      throw new IllegalArgumentException("Cell and amount must not be negative");
    }
    if (amount == 0) {
      return;
    }
    long capped = Math.min(amount, limits.maxPerCell());
    for (int i = 0; i < size; i++) {
      if (cells[i] == cell) {
        totals[i] = Math.min(limits.maxPerCell(), totals[i] + capped);
        return;
      }
    }
    insert(cell, capped, priority.of(user, window, cell));
  }

  /** Cells kept so far, in no order; with {@link #totals()} what is to be stored. */
  public int[] cells() {
    return Arrays.copyOf(cells, size);
  }

  /** Totals of {@link #cells()}, after the cap per cell and before clipping. */
  public long[] totals() {
    return Arrays.copyOf(totals, size);
  }

  /**
   * Ends the contribution.
   *
   * @return the vector to be added to the sums: K, V and C hold
   * @throws IllegalStateException if closed before: a user counts once in a window
   */
  public BoundedVector close() {
    if (closed) {
      throw new IllegalStateException("The contribution is closed; a user counts once in a window");
    }
    closed = true;
    return BoundedVector.clipped(cells(), totals(), limits.maxNorm());
  }

  private void insert(int cell, long total, long rank) {
    int place = size;
    if (size == limits.maxCells()) {
      place = last();
      if (!before(rank, cell, priorities[place], cells[place])) {
        return;
      }
    } else {
      if (size == cells.length) {
        grow();
      }
      size++;
    }
    cells[place] = cell;
    totals[place] = total;
    priorities[place] = rank;
  }

  private int last() {
    int last = 0;
    for (int i = 1; i < size; i++) {
      if (before(priorities[last], cells[last], priorities[i], cells[i])) {
        last = i;
      }
    }
    return last;
  }

  /** A strict order on all cells: equal priorities, ever so rare, are decided by number. */
  private static boolean before(long rank, int cell, long otherRank, int otherCell) {
    int byRank = Long.compareUnsigned(rank, otherRank);
    return byRank < 0 || (byRank == 0 && cell < otherCell);
  }

  private void grow() {
    int capacity = Math.min(limits.maxCells(), 2 * cells.length);
    cells = Arrays.copyOf(cells, capacity);
    totals = Arrays.copyOf(totals, capacity);
    priorities = Arrays.copyOf(priorities, capacity);
  }
}
