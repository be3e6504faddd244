package dev.attune.evaluate.attack;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How well members are told from others.
 *
 * @param members guesses about members
 * @param others guesses about others
 * @param caught members above the score that one of a thousand others exceeds
 * @param auc chance that a member's score is above another's; 1/2 for nothing learned
 * @param aucError its standard error (Hanley and McNeil 1982)
 */
public record Detection(int members, int others, int caught, double auc, double aucError) {

  /** How many of the others may be taken for members. */
  static final double FALSE_POSITIVES = 0.001;

  private static final double Z = 1.959963984540054;
  private static final int FEWEST = 3;

  /** The share of members that are caught at one false alarm in a thousand. */
  public double truePositives() {
    return (double) caught / members;
  }

  /** The same, with Wilson's 95% interval. */
  public Risk truePositiveRisk() {
    double center = (caught + Z * Z / 2) / (members + Z * Z);
    double missed = members - (double) caught;
    double half = Z / (members + Z * Z) * Math.sqrt(caught * missed / members + Z * Z / 4);
    return new Risk(truePositives(), Math.max(0, center - half), Math.min(1, center + half));
  }

  /** From scores [release][canary]; each canary's on the scale of those without it. */
  static Detection of(double[][] scores, boolean[][] in) {
    int canaries = in[0].length;
    double[] members = {};
    double[] others = {};
    for (int canary = 0; canary < canaries; canary++) {
      int of = canary;
      double[] without = pick(scores, in, of, false);
      double[] with = pick(scores, in, of, true);
      if (without.length >= FEWEST) {
        double[] kept = without;
        members = joined(members, DoubleStream.of(with).map(score -> scaled(score, kept, -1)));
        double[] scaled = new double[without.length];
        for (int i = 0; i < without.length; i++) {
          scaled[i] = scaled(without[i], without, i);
        }
        others = joined(others, DoubleStream.of(scaled));
      }
    }
    return of(members, others);
  }

  /** From the scores of both. */
  static Detection of(double[] members, double[] others) {
    double[] sorted = others.clone();
    Arrays.sort(sorted);
    int alarms = (int) (FALSE_POSITIVES * sorted.length);
    double threshold = sorted[sorted.length - 1 - alarms];
    int caught = (int) DoubleStream.of(members).filter(score -> score > threshold).count();
    double auc = DoubleStream.of(members).map(score -> below(sorted, score)).average().orElse(0.5);
    double q1 = auc / (2 - auc);
    double q2 = 2 * auc * auc / (1 + auc);
    double variance =
        (auc * (1 - auc)
                + (members.length - 1) * (q1 - auc * auc)
                + (others.length - 1) * (q2 - auc * auc))
            / ((double) members.length * others.length);
    return new Detection(
        members.length, others.length, caught, auc, Math.sqrt(Math.max(0, variance)));
  }

  private static double[] pick(double[][] scores, boolean[][] in, int canary, boolean wanted) {
    DoubleStream.Builder picked = DoubleStream.builder();
    for (int release = 0; release < scores.length; release++) {
      if (in[release][canary] == wanted) {
        picked.add(scores[release][canary]);
      }
    }
    return picked.build().toArray();
  }

  private static double[] joined(double[] some, DoubleStream more) {
    return DoubleStream.concat(DoubleStream.of(some), more).toArray();
  }

  /** How many deviations above the mean of the others, one of them left out. */
  private static double scaled(double score, double[] others, int leftOut) {
    double sum = 0;
    double square = 0;
    int count = 0;
    for (int i = 0; i < others.length; i++) {
      if (i != leftOut) {
        sum += others[i];
        square += others[i] * others[i];
        count++;
      }
    }
    double mean = sum / count;
    double spread = Math.sqrt(Math.max(0, square / count - mean * mean)) + 1e-9;
    return (score - mean) / spread;
  }

  /** The share of the sorted scores that are below, those that are equal counted half. */
  private static double below(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int end = low;
    high = sorted.length;
    while (end < high) {
      int middle = (end + high) >>> 1;
      if (sorted[middle] <= score) {
        end = middle + 1;
      } else {
        high = middle;
      }
    }
    return (low + end) / 2.0 / sorted.length;
  }
}
