package dev.attune.evaluate.metric;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Intervals by drawing users again, with replacement (Efron 1979): one user's answers are alike, so
 * users and not questions are what varies. Percentiles 2.5 and 97.5 of the rounds are the ends.
 *
 * <p>Every call draws the same users, so differences between rankers are paired. Equal seeds give
 * equal intervals on every machine.
 */
public final class Bootstrap {

  /** Rounds of the reports. */
  public static final int ROUNDS = 1000;

  private static final double TAIL = 0.025;

  private final long seed;
  private final int rounds;

  /**
   * @throws IllegalArgumentException if there are too few rounds to have percentiles
   */
  public Bootstrap(long seed, int rounds) {
    if (rounds < 40) {
      throw new IllegalArgumentException("a 95% interval needs at least 40 rounds, not " + rounds);
    }
    this.seed = seed;
    this.rounds = rounds;
  }

  /** The seed, to be stated with the intervals. */
  public long seed() {
    return seed;
  }

  /** How often users are drawn. */
  public int rounds() {
    return rounds;
  }

  /**
   * A statistic of sums over users, with its interval.
   *
   * @param sums for each user what is summed, such as hits and questions; all of one length
   * @param statistic of the summed columns, such as hits over questions; NaN where it has no value
   */
  public Estimate of(double[][] sums, ToDoubleFunction<double[]> statistic) {
    if (sums.length == 0) {
      return Estimate.NONE;
    }
    int width = sums[0].length;
    double[] total = new double[width];
    for (double[] user : sums) {
      add(user, total);
    }
    double value = statistic.applyAsDouble(total);
    if (Double.isNaN(value)) {
      return Estimate.NONE;
    }
    // Its sequence is part of java.util.Random's specification.
    Random random = new Random(seed);
    double[] drawn = new double[rounds];
    int known = 0;
    for (int round = 0; round < rounds; round++) {
      Arrays.fill(total, 0);
      for (int i = 0; i < sums.length; i++) {
        add(sums[random.nextInt(sums.length)], total);
      }
      double again = statistic.applyAsDouble(total);
      if (!Double.isNaN(again)) {
        drawn[known++] = again;
      }
    }
    if (known == 0) {
      return Estimate.NONE;
    }
    Arrays.sort(drawn, 0, known);
    return new Estimate(value, quantile(drawn, known, TAIL), quantile(drawn, known, 1 - TAIL));
  }

  /** Linear between the two nearest, as the usual definition (type 7 of Hyndman and Fan). */
  private static double quantile(double[] sorted, int size, double share) {
    double at = share * (size - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(size - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static void add(double[] user, double[] total) {
    for (int i = 0; i < total.length; i++) {
      total[i] += user[i];
    }
  }
}
