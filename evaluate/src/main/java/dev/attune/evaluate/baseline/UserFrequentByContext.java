package dev.attune.evaluate.baseline;

import java.util.HashMap;
import java.util.Map;

/**
 * By the user's own openings in this context, drawn towards wider contexts where they are few
 * (hierarchical Dirichlet smoothing): part of the day, weekend and place; then part of the day and
 * place; then part of the day; then always; then what the population opens in this part of the day.
 */
final class UserFrequentByContext implements Baseline {

  /**
   * As if so many openings of the wider context had happened in each context, from wide to narrow.
   * Chosen on users that no report uses; from 10 to 60 hardly anything changes.
   */
  private static final double[] STRENGTHS = {20, 60, 20, 60};

  private static final double POPULATION_STRENGTH = 100;

  private final double[][] popularity = new double[Moment.DAYPARTS][];

  UserFrequentByContext(Population population) {
    for (int daypart = 0; daypart < Moment.DAYPARTS; daypart++) {
      popularity[daypart] = population.popularity(daypart, POPULATION_STRENGTH);
    }
  }

  @Override
  public String name() {
    return "user-frequent by context";
  }

  @Override
  public Memory newUser() {
    Map<Integer, Counts> contexts = new HashMap<>();
    return new Memory() {
      @Override
      public void score(Moment now, double[] scores) {
        System.arraycopy(popularity[now.daypart()], 0, scores, 0, scores.length);
        int[] path = path(now);
        for (int level = 0; level < path.length; level++) {
          Counts counts = contexts.get(path[level]);
          if (counts == null) {
            return;
          }
          counts.narrow(scores, STRENGTHS[level]);
        }
      }

      @Override
      public void opened(int column, Moment at) {
        for (int context : path(at)) {
          contexts.computeIfAbsent(context, any -> new Counts()).add(column);
        }
      }
    };
  }

  /** The contexts of a moment from wide to narrow. */
  private static int[] path(Moment moment) {
    int daypart = 1 + moment.daypart();
    int place = 1 + moment.place();
    int weekend = moment.weekend() ? 2 : 1;
    return new int[] {
      0, daypart << 16, daypart << 16 | place << 8, daypart << 16 | place << 8 | weekend
    };
  }

  /** Openings in one context. */
  private static final class Counts {
    private final Map<Integer, Double> byColumn = new HashMap<>();
    private double all;

    void add(int column) {
      byColumn.merge(column, 1.0, Double::sum);
      all++;
    }

    /** Replaces the probabilities of the wider context by those of this one. */
    void narrow(double[] wider, double strength) {
      for (int i = 0; i < wider.length; i++) {
        wider[i] *= strength / (all + strength);
      }
      byColumn.forEach((column, count) -> wider[column] += count / (all + strength));
    }
  }
}
