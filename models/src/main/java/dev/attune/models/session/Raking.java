package dev.attune.models.session;

/**
 * Weights of candidates under which they count as a cohort does: the exponential tilting, of all
 * weightings the one closest to equal weights (Kullback-Leibler), with room for what is not known
 * exactly (Dudik, Phillips, Schapire 2007). Found by minimizing its smooth dual, log mean exp(a x)
 * - a t + sum of u a^2 / 2, by L-BFGS.
 *
 * <p>The same in every Java: strict floating point only.
 */
final class Raking {

  private static final int STEPS = 500;
  private static final int MEMORY = 12;
  private static final double ENOUGH = 1e-7;

  private final int[][] counted;
  private final double[] target;
  private final double[] room;
  private final double[] weights;

  /**
   * @param counted the cells of each candidate, one for each time it counts
   * @param target how often a session counts in each cell, on average
   * @param room the variance of each of these numbers
   */
  Raking(int[][] counted, double[] target, double[] room) {
    this.counted = counted;
    this.target = target;
    this.room = room;
    this.weights = new double[counted.length];
  }

  /** The weights, which sum to 1. */
  double[] weights() {
    int n = target.length;
    double[] at = new double[n];
    double[] slope = new double[n];
    double value = dual(at, slope);
    double[][] moves = new double[MEMORY][];
    double[][] turns = new double[MEMORY][];
    int kept = 0;
    for (int step = 0; step < STEPS && norm(slope) > ENOUGH; step++) {
      double[] way = way(slope, moves, turns, kept);
      double down = dot(way, slope);
      if (down >= 0) {
        kept = 0;
        way = negative(slope);
        down = dot(way, slope);
      }
      double[] next = new double[n];
      double[] nextSlope = new double[n];
      double length = kept == 0 ? Math.min(1, 1 / norm(slope)) : 1;
      double reached = value;
      boolean better = false;
      for (int attempt = 0; attempt < 30 && !better; attempt++) {
        for (int i = 0; i < n; i++) {
          next[i] = at[i] + length * way[i];
        }
        reached = dual(next, nextSlope);
        better = reached <= value + 1e-4 * length * down;
        length /= 2;
      }
      if (!better) {
        break;
      }
      double[] move = minus(next, at);
      double[] turn = minus(nextSlope, slope);
      if (dot(move, turn) > 1e-12) {
        moves[kept % MEMORY] = move;
        turns[kept % MEMORY] = turn;
        kept++;
      }
      at = next;
      slope = nextSlope;
      value = reached;
    }
    dual(at, slope);
    return weights.clone();
  }

  /** The dual and its slope; leaves the weights behind. */
  private double dual(double[] at, double[] slope) {
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < counted.length; j++) {
      double score = 0;
      for (int cell : counted[j]) {
        score += at[cell];
      }
      weights[j] = score;
      most = Math.max(most, score);
    }
    double sum = 0;
    for (int j = 0; j < counted.length; j++) {
      weights[j] = StrictMath.exp(weights[j] - most);
      sum += weights[j];
    }
    double value = most + StrictMath.log(sum / counted.length);
    for (int i = 0; i < at.length; i++) {
      value += room[i] * at[i] * at[i] / 2 - at[i] * target[i];
      slope[i] = room[i] * at[i] - target[i];
    }
    for (int j = 0; j < counted.length; j++) {
      weights[j] /= sum;
      for (int cell : counted[j]) {
        slope[cell] += weights[j];
      }
    }
    return value;
  }

  private static double[] way(double[] slope, double[][] moves, double[][] turns, int kept) {
    double[] way = negative(slope);
    int used = Math.min(kept, MEMORY);
    double[] shares = new double[used];
    for (int back = 1; back <= used; back++) {
      int i = (kept - back) % MEMORY;
      shares[back - 1] = dot(moves[i], way) / dot(moves[i], turns[i]);
      add(way, turns[i], -shares[back - 1]);
    }
    if (used > 0) {
      int last = (kept - 1) % MEMORY;
      double scale = dot(moves[last], turns[last]) / dot(turns[last], turns[last]);
      for (int i = 0; i < way.length; i++) {
        way[i] *= scale;
      }
    }
    for (int back = used; back >= 1; back--) {
      int i = (kept - back) % MEMORY;
      double share = dot(turns[i], way) / dot(moves[i], turns[i]);
      add(way, moves[i], shares[back - 1] - share);
    }
    return way;
  }

  private static void add(double[] to, double[] what, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * what[i];
    }
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    add(difference, b, -1);
    return difference;
  }

  private static double[] negative(double[] values) {
    double[] negative = new double[values.length];
    add(negative, values, -1);
    return negative;
  }

  private static double norm(double[] values) {
    return Math.sqrt(dot(values, values));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
