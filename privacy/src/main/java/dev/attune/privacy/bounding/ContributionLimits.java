package dev.attune.privacy.bounding;

import dev.attune.privacy.noise.ParameterCheck;

/**
 * How much one user may add to the sums of one window: at most {@code maxCells} (K) cells, at most
 * {@code maxPerCell} (V) in each, and a vector of L2 norm at most {@code maxNorm} (C).
 *
 * <p><b>Sensitivity.</b> Let w be the bounded vector of user u and S the sums. If u is added, S
 * changes by w exactly, since no other user's vector depends on u. Hence, for add/remove neighbors,
 *
 * <ul>
 *   <li>L0: at most K cells change, as w has at most K cells;
 *   <li>Linf: a cell changes by at most min(V, C), as 0 <= w_c <= V and w_c <= ||w||;
 *   <li>L2: ||w||^2 <= min(C^2, K V^2), by clipping and by the first two.
 * </ul>
 *
 * <p>The bounds below keep all arithmetic inside a long: K V^2 <= 2^56 and V C <= 2^48; sums of
 * 2^43 users still fit.
 *
 * <p>These are public constants. Choosing them by looking at users' data is a release of its own
 * and has to be charged.
 *
 * @param maxCells K, 1 to 65,536
 * @param maxPerCell V, 1 to 2^20
 * @param maxNorm C, 1 to 2^28
 */
public record ContributionLimits(int maxCells, long maxPerCell, long maxNorm) {

  private static final int CELLS_LIMIT = 1 << 16;
  private static final long PER_CELL_LIMIT = 1L << 20;
  private static final long NORM_LIMIT = 1L << 28;

  /**
   * Checks the limits.
   *
   * @throws dev.attune.privacy.noise.ParameterException naming every limit that is out of range
   */
  public ContributionLimits {
    ParameterCheck.of("contribution limits")
        .range("maxCells", maxCells, 1, CELLS_LIMIT)
        .range("maxPerCell", maxPerCell, 1, PER_CELL_LIMIT)
        .range("maxNorm", maxNorm, 1, NORM_LIMIT)
        .throwIfAny();
  }

  /** The largest change of a single sum by one user: min(V, C). */
  public long sensitivityLinf() {
    return Math.min(maxPerCell, maxNorm);
  }

  /** The square of the largest change of all sums by one user in the L2 norm: min(C^2, K V^2). */
  public long sensitivityL2Squared() {
    return Math.min(
        Math.multiplyExact(maxNorm, maxNorm),
        Math.multiplyExact(maxCells, Math.multiplyExact(maxPerCell, maxPerCell)));
  }
}
