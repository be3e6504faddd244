package dev.attune.privacy.bounding;

import java.util.Arrays;

/**
 * Sums of bounded vectors over users, cell by cell: exact, private, to be taken once.
 *
 * <p>It holds users' data without noise, so it prints nothing of it. Whoever adds must add each
 * user's vector once per window (the same vector twice doubles the sensitivity): that is
 * exactly-once processing and one {@link Contribution} per user and window. Not thread-safe.
 */
public final class CellSums {

  private final long[] sums;
  private boolean taken;

  /**
   * Sums that are all zero.
   *
   * @param cells the number of cells of the public grid
   */
  public CellSums(int cells) {
    if (cells < 1) {
      throw new IllegalArgumentException("cells must be at least 1, was " + cells);
    }
    this.sums = new long[cells];
  }

  /** Sums that were partly added up elsewhere, as {@link #take()} gave them; copied. */
  public static CellSums of(long[] partial) {
    CellSums sums = new CellSums(partial.length);
    System.arraycopy(partial, 0, sums.sums, 0, partial.length);
    return sums;
  }

  /**
   * Adds one user's vector.
   *
   * @throws IllegalArgumentException if it has a cell outside the grid; nothing is added then
   */
  public void add(BoundedVector vector) {
    requireOpen();
    if (vector.size() > 0 && vector.cell(vector.size() - 1) >= sums.length) {
      throw new IllegalArgumentException(
          "Cell " + vector.cell(vector.size() - 1) + " is outside the grid of " + sums.length);
    }
    for (int i = 0; i < vector.size(); i++) {
      int cell = vector.cell(i);
      sums[cell] = Math.addExact(sums[cell], vector.value(i));
    }
  }

  /** Adds the sums of other users, which are taken: they cannot be added twice. */
  public void add(CellSums others) {
    requireOpen();
    if (others.sums.length != sums.length) {
      throw new IllegalArgumentException(
          "Sums over " + others.sums.length + " cells do not add to sums over " + sums.length);
    }
    long[] added = others.take();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.addExact(sums[i], added[i]);
    }
  }

  /**
   * Hands the exact sums over, for noise to be added or for a partial to be sent on.
   *
   * @throws IllegalStateException if taken before
   */
  public long[] take() {
    requireOpen();
    taken = true;
    long[] result = sums.clone();
    Arrays.fill(sums, 0);
    return result;
  }

  private void requireOpen() {
    if (taken) {
      throw new IllegalStateException("These sums have been taken; sums are taken once");
    }
  }

  @Override
  public String toString() {
    return "CellSums(" + sums.length + " cells)";
  }
}
