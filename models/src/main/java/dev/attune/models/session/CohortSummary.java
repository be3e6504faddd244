package dev.attune.models.session;

import dev.attune.models.sample.CohortCells;

/**
 * What is known of a cohort in one window.
 *
 * @param cells what was counted
 * @param counts one number for each cell, in openings; noisy, perhaps negative
 * @param deviation the standard deviation of the noise in each, in openings; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record CohortSummary(CohortCells cells, double[] counts, double deviation) {

  /**
   * Copies the counts.
   *
   * @throws IllegalArgumentException if there is not one for each cell
   */
  public CohortSummary {
    counts = counts.clone();
    if (counts.length != cells.count() || !(deviation >= 0)) {
      throw new IllegalArgumentException(
          counts.length + " counts for " + cells.count() + " cells, deviation " + deviation);
    }
  }

  @Override
  public double[] counts() {
    return counts.clone();
  }
}
