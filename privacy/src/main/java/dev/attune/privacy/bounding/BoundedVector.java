package dev.attune.privacy.bounding;

import dev.attune.privacy.noise.IntegerRoots;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One user's vector for one window, within its limits; only {@link Contribution#close()} makes one,
 * so that sums of such vectors have the sensitivity that {@link ContributionLimits} claims.
 *
 * <p>Sparse: cells ascending, values positive. Immutable.
 */
public final class BoundedVector {

  private final int[] cells;
  private final long[] values;

  private BoundedVector(int[] cells, long[] values) {
    this.cells = cells;
    this.values = values;
  }

  /**
   * Scales a vector v down to norm C if it is longer.
   *
   * <p>With r = ceil(||v||): floor(v_c C / r) <= v_c C / ||v||, so the result's norm is at most C.
   * The comparison ||v||^2 > C^2 and the root are exact.
   */
  static BoundedVector clipped(int[] cells, long[] totals, long maxNorm) {
    long squared = 0;
    for (long total : totals) {
      squared = Math.addExact(squared, Math.multiplyExact(total, total));
    }
    boolean tooLong = squared > Math.multiplyExact(maxNorm, maxNorm);
    long root = tooLong ? IntegerRoots.ceilSqrt(squared) : 1;
    long scale = tooLong ? maxNorm : 1;

    int[] order =
        IntStream.range(0, cells.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(cells[a], cells[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] keptCells = new int[cells.length];
    long[] keptValues = new long[cells.length];
    int kept = 0;
    for (int i : order) {
      long value = Math.multiplyExact(totals[i], scale) / root;
      if (value > 0) {
        keptCells[kept] = cells[i];
        keptValues[kept] = value;
        kept++;
      }
    }
    return new BoundedVector(Arrays.copyOf(keptCells, kept), Arrays.copyOf(keptValues, kept));
  }

  /** How many cells are not zero. */
  public int size() {
    return cells.length;
  }

  /** The number of the i-th cell that is not zero, 0 <= i < size. */
  public int cell(int i) {
    return cells[i];
  }

  /** The value of the i-th cell that is not zero; positive. */
  public long value(int i) {
    return values[i];
  }

  /** The square of the L2 norm. */
  public long normSquared() {
    long squared = 0;
    for (long value : values) {
      squared = Math.addExact(squared, Math.multiplyExact(value, value));
    }
    return squared;
  }
}
