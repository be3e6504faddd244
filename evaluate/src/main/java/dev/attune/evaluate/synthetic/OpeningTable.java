package dev.attune.evaluate.synthetic;

import dev.attune.models.session.WrittenSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often openings have each value in each one, two and three of their columns, how often a
 * category follows another, and how long sessions are. Not thread-safe.
 */
public final class OpeningTable {

  /** The columns, in their order; the last is a number, all others are words. */
  static final List<String> COLUMNS =
      List.of("hour", "category", "before", "after", "notified", "content", "place");

  static final int HOUR = 0;
  static final int CATEGORY = 1;
  static final int BEFORE = 2;
  static final int AFTER = 3;
  static final int NOTIFIED = 4;
  static final int PLACE = 6;

  private static final int HOURS = 24;

  // In pairs and triples numbers are binned, as SDMetrics and SDNist do.
  private static final int HOURS_OF_BIN = 3;
  private static final int LONGEST = 32;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] sizes;
  private final List<int[]> sets = new ArrayList<>();
  private final List<long[]> counts = new ArrayList<>();
  private final long[] transitions;
  private final long[] lengths = new long[LONGEST + 1];
  private long openings;

  /** Empty. */
  public OpeningTable(List<String> categories) {
    for (String category : categories) {
      numbers.put(category, numbers.size());
    }
    int n = categories.size();
    sizes = new int[] {HOURS, n, n + 1, n + 1, 2, 2, Opening.PLACES};
    transitions = new long[(n + 1) * (n + 1)];
    for (int a = 0; a < sizes.length; a++) {
      add(a);
      for (int b = a + 1; b < sizes.length; b++) {
        add(a, b);
        for (int c = b + 1; c < sizes.length; c++) {
          add(a, b, c);
        }
      }
    }
  }

  private void add(int... set) {
    int size = 1;
    for (int column : set) {
      size *= size(set, column);
    }
    sets.add(set);
    counts.add(new long[size]);
  }

  /** Counts the openings of a session; one without any is not counted. */
  public void add(WrittenSession session) {
    List<Opening> rows = Opening.of(session, numbers);
    if (rows.isEmpty()) {
      return;
    }
    lengths[Math.min(LONGEST, rows.size())]++;
    int n = numbers.size();
    for (Opening row : rows) {
      int[] values = values(row);
      for (int s = 0; s < sets.size(); s++) {
        counts.get(s)[place(sets.get(s), values)]++;
      }
      transitions[row.before() * (n + 1) + row.category()]++;
      if (row.after() == n) {
        transitions[row.category() * (n + 1) + n]++;
      }
      openings++;
    }
  }

  /** Counts them all. */
  public void addAll(Iterable<WrittenSession> sessions) {
    sessions.forEach(this::add);
  }

  /** The openings of a session, as rows of this table. */
  List<Opening> rows(WrittenSession session) {
    return Opening.of(session, numbers);
  }

  /** How many openings there are. */
  public long openings() {
    return openings;
  }

  private static int[] values(Opening row) {
    return new int[] {
      row.hour(),
      row.category(),
      row.before(),
      row.after(),
      row.notified() ? 1 : 0,
      row.content() ? 1 : 0,
      row.place()
    };
  }

  /** The values of a row as they are counted beside others: hours in bins. */
  static int[] binned(Opening row) {
    int[] values = values(row);
    values[HOUR] /= HOURS_OF_BIN;
    return values;
  }

  private int place(int[] set, int[] values) {
    int place = 0;
    for (int column : set) {
      boolean binned = column == HOUR && set.length > 1;
      int value = binned ? values[column] / HOURS_OF_BIN : values[column];
      place = place * size(set, column) + value;
    }
    return place;
  }

  private int size(int[] set, int column) {
    return column == HOUR && set.length > 1 ? HOURS / HOURS_OF_BIN : sizes[column];
  }

  /** How many values a column has beside others. */
  int size(int column) {
    return column == HOUR ? HOURS / HOURS_OF_BIN : sizes[column];
  }

  /** How often values of two columns, the lower column first, come together; hours in bins. */
  long count(int a, int valueA, int b, int valueB) {
    for (int s = 0; s < sets.size(); s++) {
      int[] set = sets.get(s);
      if (set.length == 2 && set[0] == a && set[1] == b) {
        return counts.get(s)[valueA * sizes[b] + valueB];
      }
    }
    throw new IllegalArgumentException(a + " and " + b + " are no two columns in order");
  }

  /** Distances of shares between this and another table over the same categories. */
  public Fidelity compareTo(OpeningTable truth) {
    double[] sums = new double[3];
    int[] many = new int[3];
    double triple = 0;
    for (int s = 0; s < sets.size(); s++) {
      int[] set = sets.get(s);
      double distance =
          set.length == 1 && set[0] == PLACE
              ? largestStep(counts.get(s), truth.counts.get(s))
              : distance(counts.get(s), truth.counts.get(s));
      sums[set.length - 1] += distance;
      many[set.length - 1]++;
      if (set.length == 3 && set[0] == CATEGORY && set[1] == BEFORE && set[2] == AFTER) {
        triple = distance;
      }
    }
    return new Fidelity(
        1 - sums[0] / many[0],
        1 - sums[1] / many[1],
        1000 * (1 - sums[2] / many[2]),
        distance(transitions, truth.transitions),
        triple,
        distance(lengths, truth.lengths));
  }

  /** Total variation: half the sum of differences between shares. */
  private static double distance(long[] a, long[] b) {
    double all = Math.max(1, sum(a));
    double of = Math.max(1, sum(b));
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] / all - b[i] / of);
    }
    return sum / 2;
  }

  /** Kolmogorov-Smirnov: the largest difference between distribution functions. */
  private static double largestStep(long[] a, long[] b) {
    double all = Math.max(1, sum(a));
    double of = Math.max(1, sum(b));
    double passed = 0;
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      passed += a[i] / all - b[i] / of;
      largest = Math.max(largest, Math.abs(passed));
    }
    return largest;
  }

  private static double sum(long[] values) {
    double sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
