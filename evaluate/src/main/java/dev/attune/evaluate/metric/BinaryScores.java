package dev.attune.evaluate.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How good the probabilities of a yes or no are. */
public final class BinaryScores {

  private static final double LEAST = 1e-6;

  private record Case(double probability, boolean yes) {}

  private final List<Case> cases = new ArrayList<>();

  /** Adds one prediction and what came of it. */
  public void add(double probability, boolean yes) {
    cases.add(new Case(probability, yes));
  }

  /** How many there are. */
  public int count() {
    return cases.size();
  }

  /** The share of yes; NaN without any case. */
  public double observed() {
    return cases.stream().mapToDouble(one -> one.yes ? 1 : 0).average().orElse(Double.NaN);
  }

  /** Mean prediction minus share of yes; NaN without any case. */
  public double bias() {
    return cases.stream().mapToDouble(Case::probability).average().orElse(Double.NaN) - observed();
  }

  /** Mean of -ln of the probability given to what happened, which counts as at least 1e-6. */
  public double logLoss() {
    return cases.stream()
        .mapToDouble(one -> one.yes ? one.probability : 1 - one.probability)
        .map(given -> -StrictMath.log(Math.max(LEAST, given)))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The probability that a yes was given more than a no, ties counting half (Mann-Whitney); NaN if
   * one of them is missing.
   */
  public double auc() {
    List<Case> sorted = new ArrayList<>(cases);
    sorted.sort(Comparator.comparingDouble(Case::probability));
    double won = 0;
    long no = 0;
    for (int i = 0; i < sorted.size(); ) {
      long yesHere = 0;
      long noHere = 0;
      double value = sorted.get(i).probability;
      for (; i < sorted.size() && sorted.get(i).probability == value; i++) {
        if (sorted.get(i).yes) {
          yesHere++;
        } else {
          noHere++;
        }
      }
      won += yesHere * (no + noHere / 2.0);
      no += noHere;
    }
    return won / ((double) (sorted.size() - no) * no);
  }
}
