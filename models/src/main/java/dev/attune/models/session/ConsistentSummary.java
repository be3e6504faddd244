package dev.attune.models.session;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.CohortCells.Way;
import java.util.Arrays;

/**
 * A noisy summary made possible: no count is negative, and wherever two groups of cells count the
 * same thing they agree.
 *
 * <p>The total, the openings by daypart and those by category are each estimated from every group
 * that tells of them, weighted by the inverse of the estimates' variances (least squares: a sum of
 * k cells has k times the variance of one), and projected onto the simplex of their sum. The tables
 * are then fitted to these margins: shifted evenly to their sum, projected onto the simplex, and
 * scaled in turn by rows and columns (iterative proportional fitting; Deming and Stephan 1940).
 * Post-processing: it reads nothing but the noisy counts.
 */
public final class ConsistentSummary {

  private static final int DAYPARTS = 4;
  private static final int HOURS_OF_DAYPART = CohortCells.HOURS / DAYPARTS;
  private static final int ROUNDS = 60;
  private static final double LEAST = 1e-9;

  private final int n;
  private final double[] hours;
  private final double[] categories;
  private final double[][] dayparts;
  private final double[][] ways;
  private final double[][] transitions;
  private final double[] contents;
  private double sessions;

  private ConsistentSummary(CohortSummary noisy) {
    CohortCells cells = noisy.cells();
    double[] counts = noisy.counts();
    n = cells.categories().size();
    dayparts = new double[n][DAYPARTS];
    ways = new double[n][3];
    contents = new double[n];
    transitions = new double[n + 1][n + 1];
    double[] raw = new double[CohortCells.HOURS];
    for (int hour = 0; hour < raw.length; hour++) {
      raw[hour] = counts[cells.hour(hour)];
    }
    for (int c = 0; c < n; c++) {
      for (int d = 0; d < DAYPARTS; d++) {
        dayparts[c][d] = counts[cells.categoryDaypart(c, d * HOURS_OF_DAYPART)];
      }
      for (int w = 0; w < 3; w++) {
        ways[c][w] = counts[cells.categoryWay(c, Way.values()[w])];
      }
      contents[c] = Math.max(0, counts[cells.categoryWay(c, Way.CONTENT)]);
    }
    for (int from = 0; from <= n; from++) {
      for (int to = 0; to <= n; to++) {
        transitions[from][to] = counts[cells.transition(from, to)];
      }
    }
    transitions[n][n] = 0; // a session without any opening is not counted
    double total = total(raw);
    double[] byDaypart = byDaypart(raw, total);
    categories = byCategory(total);
    hours = hours(raw, byDaypart);
    fit(dayparts, categories, byDaypart);
    for (int c = 0; c < n; c++) {
      simplex(ways[c], categories[c]);
    }
    fitTransitions(total);
  }

  /** The consistent form of a summary. */
  public static ConsistentSummary of(CohortSummary noisy) {
    return new ConsistentSummary(noisy);
  }

  /** Openings by local hour [24]. */
  public double[] hours() {
    return hours.clone();
  }

  /** Openings by category. */
  public double[] categories() {
    return categories.clone();
  }

  /** Openings of a category in a daypart, 0 (night) to 3. */
  public double categoryDaypart(int category, int daypart) {
    return dayparts[category][daypart];
  }

  /** Openings of a category after a notification. */
  public double fromNotification(int category) {
    return ways[category][Way.FROM_NOTIFICATION.ordinal()];
  }

  /** Sessions in which anything was opened. */
  public double sessions() {
    return sessions;
  }

  /** Content of a category that was seen. */
  public double content(int category) {
    return contents[category];
  }

  /**
   * How often a category came after another; as {@link CohortCells#transition}, the number of
   * categories stands for the start and the end of a session.
   */
  public double transition(int from, int to) {
    return transitions[from][to];
  }

  /** Every cell, in the order of {@link CohortCells}. */
  public double[] counts(CohortCells cells) {
    double[] counts = new double[cells.count()];
    for (int hour = 0; hour < CohortCells.HOURS; hour++) {
      counts[cells.hour(hour)] = hours[hour];
    }
    for (int c = 0; c < n; c++) {
      for (int d = 0; d < DAYPARTS; d++) {
        counts[cells.categoryDaypart(c, d * HOURS_OF_DAYPART)] = dayparts[c][d];
      }
      for (int w = 0; w < 3; w++) {
        counts[cells.categoryWay(c, Way.values()[w])] = ways[c][w];
      }
      counts[cells.categoryWay(c, Way.CONTENT)] = contents[c];
    }
    for (int from = 0; from <= n; from++) {
      for (int to = 0; to <= n; to++) {
        counts[cells.transition(from, to)] = transitions[from][to];
      }
    }
    return counts;
  }

  /** The openings of a summary, as all groups of its cells together say; at least 1. */
  static double total(CohortSummary noisy) {
    Estimate total = new Estimate();
    CohortCells cells = noisy.cells();
    double[] counts = noisy.counts();
    int n = cells.categories().size();
    double[] sums = new double[4];
    for (int hour = 0; hour < CohortCells.HOURS; hour++) {
      sums[0] += counts[cells.hour(hour)];
    }
    for (int c = 0; c < n; c++) {
      for (int d = 0; d < DAYPARTS; d++) {
        sums[1] += counts[cells.categoryDaypart(c, d * HOURS_OF_DAYPART)];
      }
      for (int w = 0; w < 3; w++) {
        sums[2] += counts[cells.categoryWay(c, Way.values()[w])];
      }
      for (int from = 0; from <= n; from++) {
        sums[3] += counts[cells.transition(from, c)];
      }
    }
    total.add(sums[0], CohortCells.HOURS);
    total.add(sums[1], n * DAYPARTS);
    total.add(sums[2], n * 3);
    total.add(sums[3], n * (n + 1));
    return Math.max(1, total.value());
  }

  private double total(double[] raw) {
    Estimate total = new Estimate();
    total.add(sum(raw), raw.length);
    double byDaypart = 0;
    double byWay = 0;
    double byTransition = 0;
    for (int c = 0; c < n; c++) {
      byDaypart += sum(dayparts[c]);
      byWay += sum(ways[c]);
      byTransition += column(c);
    }
    total.add(byDaypart, n * DAYPARTS);
    total.add(byWay, n * 3);
    total.add(byTransition, n * (n + 1));
    return Math.max(1, total.value());
  }

  private double[] byDaypart(double[] raw, double total) {
    double[] found = new double[DAYPARTS];
    for (int d = 0; d < DAYPARTS; d++) {
      Estimate estimate = new Estimate();
      double hoursOf = 0;
      for (int hour = 0; hour < HOURS_OF_DAYPART; hour++) {
        hoursOf += raw[d * HOURS_OF_DAYPART + hour];
      }
      estimate.add(hoursOf, HOURS_OF_DAYPART);
      double cellsOf = 0;
      for (int c = 0; c < n; c++) {
        cellsOf += dayparts[c][d];
      }
      estimate.add(cellsOf, n);
      found[d] = estimate.value();
    }
    simplex(found, total);
    return found;
  }

  private double[] byCategory(double total) {
    double[] found = new double[n];
    for (int c = 0; c < n; c++) {
      Estimate estimate = new Estimate();
      estimate.add(sum(dayparts[c]), DAYPARTS);
      estimate.add(sum(ways[c]), 3);
      estimate.add(column(c), n + 1);
      // Whatever follows an opening: another one or the end.
      estimate.add(sum(transitions[c]), n + 1);
      found[c] = estimate.value();
    }
    simplex(found, total);
    return found;
  }

  private static double[] hours(double[] raw, double[] byDaypart) {
    double[] found = new double[CohortCells.HOURS];
    for (int d = 0; d < DAYPARTS; d++) {
      double[] part = new double[HOURS_OF_DAYPART];
      System.arraycopy(raw, d * HOURS_OF_DAYPART, part, 0, part.length);
      simplex(part, byDaypart[d]);
      System.arraycopy(part, 0, found, d * HOURS_OF_DAYPART, part.length);
    }
    return found;
  }

  /** As many sessions begin as end; every opening is preceded and followed by something. */
  private void fitTransitions(double total) {
    Estimate estimate = new Estimate();
    estimate.add(sum(transitions[n]), n);
    estimate.add(column(n), n);
    sessions = Math.max(total / SessionWriter.LONGEST, Math.min(total, estimate.value()));
    double[] margin = new double[n + 1];
    System.arraycopy(categories, 0, margin, 0, n);
    margin[n] = sessions;
    fit(transitions, margin, margin);
    transitions[n][n] = 0;
  }

  private double column(int to) {
    double sum = 0;
    for (double[] row : transitions) {
      sum += row[to];
    }
    return sum;
  }

  /** Makes a table non-negative and gives it these margins, which have the same sum. */
  private static void fit(double[][] table, double[] rows, double[] columns) {
    double[] flat = new double[rows.length * columns.length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(table[r], 0, flat, r * columns.length, columns.length);
    }
    simplex(flat, sum(rows));
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        boolean neverThere = table[r][c] == 0;
        table[r][c] = neverThere ? 0 : flat[r * columns.length + c] + LEAST;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int r = 0; r < rows.length; r++) {
        double sum = sum(table[r]);
        for (int c = 0; c < columns.length; c++) {
          table[r][c] *= sum > 0 ? rows[r] / sum : 0;
        }
      }
      for (int c = 0; c < columns.length; c++) {
        double sum = 0;
        for (double[] row : table) {
          sum += row[c];
        }
        for (double[] row : table) {
          row[c] *= sum > 0 ? columns[c] / sum : 0;
        }
      }
    }
  }

  /** The nearest point (Euclidean) whose coordinates are not negative and have this sum. */
  static void simplex(double[] values, double sum) {
    if (sum <= 0) {
      Arrays.fill(values, 0);
      return;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double cumulated = 0;
    double shift = 0;
    for (int i = sorted.length - 1, taken = 1; i >= 0; i--, taken++) {
      cumulated += sorted[i];
      double candidate = (cumulated - sum) / taken;
      if (sorted[i] - candidate > 0) {
        shift = candidate;
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i] - shift);
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The mean of several estimates of one number, weighted by how many cells each is the sum of. */
  private static final class Estimate {
    private double weighted;
    private double weights;

    void add(double value, int cells) {
      weighted += value / cells;
      weights += 1.0 / cells;
    }

    double value() {
      return weighted / weights;
    }
  }
}
