package dev.attune.models.session;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.CohortCells.Way;
import dev.attune.models.sample.CohortProjection;
import java.util.Arrays;

/**
 * What a noisy summary says of a cohort's habits, given how cohorts differ in public (simulated)
 * data: the posterior mean under a Gaussian prior whose widths are taken from the summary itself
 * (empirical Bayes), so that a cohort unlike all simulated ones is believed as far as the noise
 * allows.
 *
 * <p>Shares of openings are the habits' own, plus chance (people open this today and that tomorrow:
 * the variance of a count is about the count), plus noise of a known variance. The habits deviate
 * from the prior's mean along its directions, with its variances times a factor; in how much each
 * category is used, wherever that is counted; and in each cell by itself, with a variance in
 * proportion to the mean's share and to a factor of its group. The factors are the likeliest, given
 * a wide prior of their own: without that, a summary that is mostly noise makes them zero as often
 * as too large. Post-processing: it reads nothing but the noisy counts.
 */
final class CohortEstimate {

  // What a user did comes in bunches, so that chance is larger than in independent draws.
  private static final double BUNCH = 2;

  // Where factors are looked for first: cohorts differ as simulated ones do, categories by a tenth,
  // a cell that has a hundredth of all openings by a tenth, too.
  private static final int OF_DIRECTIONS = 0;
  private static final int OF_CATEGORIES = 1;
  private static final int OF_GROUPS = 2;
  private static final double[] USUAL = {1, 1e-2, 1e-4, 1e-4, 1e-4, 1e-4};
  private static final double FIRST_STEP = StrictMath.log(4);
  private static final double LAST_STEP = StrictMath.log(1.2);
  private static final int MOST_STEPS = 200;

  private final CohortProjection prior;
  private final int[][] groups;
  private final double[] mean;
  private final FactorModel model;
  private final double[] widths;
  private final double[] rest;

  private CohortEstimate(CohortSummary noisy, CohortProjection prior, double total) {
    this.prior = prior;
    groups = noisy.cells().groups();
    mean = prior.mean();
    double[] counts = noisy.counts();
    double noise = noisy.deviation() / total;
    double[] seen = new double[counts.length];
    double[] variance = new double[counts.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = counts[i] / total - mean[i];
      variance[i] = noise * noise + BUNCH * (mean[i] + 1e-5) / total;
    }
    double[][] directions = directions(noisy.cells());
    model = new FactorModel(directions, seen, variance);
    widths = new double[directions.length];
    rest = new double[seen.length];
  }

  /**
   * The same summary with as much noise taken out of it as the prior can tell from the cohort; its
   * deviation is that of noise and chance before.
   */
  static CohortSummary of(CohortSummary noisy, CohortProjection prior) {
    CohortCells cells = noisy.cells();
    double total = ConsistentSummary.total(noisy);
    CohortEstimate estimate = new CohortEstimate(noisy, prior, total);
    double[] counts = estimate.likeliest();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = total * (counts[i] + estimate.mean[i]);
    }
    double chance = BUNCH * total * cells.groups().length / counts.length;
    double deviation = Math.sqrt(noisy.deviation() * noisy.deviation() + chance);
    return new CohortSummary(cells, counts, deviation);
  }

  /** The prior's directions, and for each category the cells of its openings. */
  private double[][] directions(CohortCells cells) {
    int n = cells.categories().size();
    double[][] directions = new double[CohortProjection.COMPONENTS + n][];
    for (int k = 0; k < CohortProjection.COMPONENTS; k++) {
      directions[k] = prior.direction(k);
    }
    for (int c = 0; c < n; c++) {
      double[] of = new double[mean.length];
      for (int hour = 0; hour < CohortCells.HOURS; hour++) {
        of[cells.categoryDaypart(c, hour)] = 1;
      }
      for (Way way : Way.values()) {
        of[cells.categoryWay(c, way)] = way == Way.CONTENT ? 0 : 1;
      }
      for (int other = 0; other <= n; other++) {
        of[cells.transition(other, c)] += 1;
        of[cells.transition(c, other)] += 1;
      }
      for (int i = 0; i < of.length; i++) {
        of[i] *= mean[i];
      }
      directions[CohortProjection.COMPONENTS + c] = of;
    }
    return directions;
  }

  /** Looks for the factors one by one, in steps that get smaller; the posterior mean then. */
  private double[] likeliest() {
    double[] logs = new double[USUAL.length];
    double best = likelihood(logs);
    double step = FIRST_STEP;
    for (int steps = 0; step > LAST_STEP && steps < MOST_STEPS; steps++) {
      boolean better = false;
      for (int i = 0; i < logs.length; i++) {
        for (double by : new double[] {step, -step}) {
          double[] tried = logs.clone();
          tried[i] += by;
          double reached = likelihood(tried);
          if (reached > best + 1e-9) {
            best = reached;
            logs = tried;
            better = true;
          }
        }
      }
      step = better ? step : step / 2;
    }
    set(logs);
    return model.mean(widths, rest);
  }

  /** Of factors that are e to these times the usual: normal with mean 0 and deviation 1. */
  private double likelihood(double[] logs) {
    set(logs);
    double square = 0;
    for (double log : logs) {
      square += log * log;
    }
    return model.logLikelihood(widths, rest) - square / 2;
  }

  private void set(double[] logs) {
    double[] factors = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      factors[i] = USUAL[i] * StrictMath.exp(logs[i]);
    }
    Arrays.fill(widths, factors[OF_CATEGORIES]);
    for (int k = 0; k < CohortProjection.COMPONENTS; k++) {
      widths[k] = factors[OF_DIRECTIONS] * prior.variance(k);
    }
    for (int group = 0; group < groups.length; group++) {
      for (int i = groups[group][0]; i < groups[group][1]; i++) {
        rest[i] = factors[OF_GROUPS + group] * mean[i];
      }
    }
  }
}
