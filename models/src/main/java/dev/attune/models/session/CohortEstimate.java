package dev.attune.models.session;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.CohortProjection;

/**
 * What a noisy summary says of a cohort's habits, given how cohorts differ in public (simulated)
 * data: the posterior mean under a Gaussian prior whose width is taken from the summary itself
 * (empirical Bayes), so that a cohort unlike all simulated ones is believed as far as the noise
 * allows.
 *
 * <p>Shares of openings are the habits' own, plus chance (people open this today and that tomorrow:
 * the variance of a count is about the count), plus noise of a known variance. Along the prior's
 * directions the cohort's deviation from the mean has the prior's variances times one factor; in
 * every other direction that of cell i is in proportion to the mean's share of i, with one factor
 * for each group of cells. The factors are such that the squares come out as they were seen (method
 * of moments). Post-processing: it reads nothing but the noisy counts.
 */
final class CohortEstimate {

  private static final double MOST = 4;

  // What a user did comes in bunches, so that chance is larger than in independent draws.
  private static final double BUNCH = 2;

  private final CohortProjection prior;
  private final double[] mean;
  private final double[] variance;
  private final double[] rest;
  private final double[] found;

  private CohortEstimate(CohortSummary noisy, CohortProjection prior, double total) {
    this.prior = prior;
    double[] counts = noisy.counts();
    double noise = noisy.deviation() / total;
    mean = prior.mean();
    found = mean.clone();
    rest = new double[counts.length];
    variance = new double[counts.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = counts[i] / total - mean[i];
      variance[i] = noise * noise + BUNCH * (mean[i] + 1e-5) / total;
    }
  }

  /**
   * The same summary with as much noise taken out of it as the prior can tell from the cohort; its
   * deviation is that of noise and chance before.
   */
  static CohortSummary of(CohortSummary noisy, CohortProjection prior) {
    CohortCells cells = noisy.cells();
    double total = ConsistentSummary.total(noisy);
    CohortEstimate estimate = new CohortEstimate(noisy, prior, total);
    estimate.addComponents();
    for (int[] group : cells.groups()) {
      estimate.addRest(group);
    }
    double[] counts = estimate.found;
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= total;
    }
    double chance = BUNCH * total * cells.groups().length / counts.length;
    double deviation = Math.sqrt(noisy.deviation() * noisy.deviation() + chance);
    return new CohortSummary(cells, counts, deviation);
  }

  /** Takes the components out of what is left. */
  private void addComponents() {
    int components = CohortProjection.COMPONENTS;
    double[] component = new double[components];
    double[] uncertain = new double[components];
    double seen = 0;
    double expected = 0;
    for (int k = 0; k < components; k++) {
      double[] direction = prior.direction(k);
      for (int i = 0; i < rest.length; i++) {
        component[k] += direction[i] * rest[i];
        uncertain[k] += direction[i] * direction[i] * variance[i];
      }
      // Weighted as the likelihood would: what the noise drowns has no say.
      double all = prior.variance(k) + uncertain[k];
      double weight = prior.variance(k) / (all * all);
      seen += weight * (component[k] * component[k] - uncertain[k]);
      expected += weight * prior.variance(k);
    }
    double factor = Math.max(0, Math.min(MOST, expected > 0 ? seen / expected : 0));
    for (int k = 0; k < components; k++) {
      double width = factor * prior.variance(k);
      double kept = width / (width + uncertain[k]);
      double[] direction = prior.direction(k);
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= component[k] * direction[i];
        found[i] += component[k] * kept * direction[i];
      }
    }
  }

  private void addRest(int[] group) {
    double seen = 0;
    double expected = 0;
    for (int i = group[0]; i < group[1]; i++) {
      double weight = mean[i] / (variance[i] * variance[i]);
      seen += weight * (rest[i] * rest[i] - variance[i]);
      expected += weight * mean[i];
    }
    double factor = expected > 0 ? Math.max(0, seen / expected) : 0;
    for (int i = group[0]; i < group[1]; i++) {
      double width = factor * mean[i];
      found[i] += rest[i] * width / (width + variance[i]);
    }
  }
}
