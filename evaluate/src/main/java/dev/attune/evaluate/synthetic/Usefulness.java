package dev.attune.evaluate.synthetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Trained on one table, tested on other people: which category is opened next, if any is, and
 * whether a notification led to an opening. Naive Bayes, which is trained by counting.
 */
final class Usefulness {

  private static final int[] FOR_NEXT = {
    OpeningTable.HOUR, OpeningTable.CATEGORY, OpeningTable.BEFORE, OpeningTable.PLACE
  };
  private static final int[] FOR_NOTIFIED = {
    OpeningTable.HOUR, OpeningTable.CATEGORY, OpeningTable.BEFORE, OpeningTable.PLACE
  };
  private static final double SMOOTHING = 0.5;

  private final OpeningTable learned;

  Usefulness(OpeningTable learned) {
    this.learned = learned;
  }

  /** The share of openings with another after them whose category is the likeliest. */
  double next(List<Opening> tests) {
    int none = learned.size(OpeningTable.AFTER) - 1;
    int asked = 0;
    int right = 0;
    for (Opening test : tests) {
      if (test.after() == none) {
        continue;
      }
      double[] score = scores(OpeningTable.AFTER, FOR_NEXT, test);
      int best = 0;
      for (int c = 1; c < none; c++) {
        best = score[c] > score[best] ? c : best;
      }
      asked++;
      right += best == test.after() ? 1 : 0;
    }
    return (double) right / Math.max(1, asked);
  }

  /** The area under the curve of telling openings after a notification from others. */
  double notified(List<Opening> tests) {
    List<double[]> ranked = new ArrayList<>(tests.size());
    for (Opening test : tests) {
      double[] score = scores(OpeningTable.NOTIFIED, FOR_NOTIFIED, test);
      ranked.add(new double[] {score[1] - score[0], test.notified() ? 1 : 0});
    }
    ranked.sort(Comparator.comparingDouble(row -> row[0]));
    double positives = 0;
    double places = 0;
    for (int from = 0; from < ranked.size(); ) {
      int to = from;
      while (to < ranked.size() && ranked.get(to)[0] == ranked.get(from)[0]) {
        to++;
      }
      double place = (from + 1 + to) / 2.0;
      for (; from < to; from++) {
        if (ranked.get(from)[1] == 1) {
          positives++;
          places += place;
        }
      }
    }
    double negatives = ranked.size() - positives;
    return positives == 0 || negatives == 0
        ? 0.5
        : (places - positives * (positives + 1) / 2) / (positives * negatives);
  }

  private double[] scores(int label, int[] features, Opening test) {
    int[] values = OpeningTable.binned(test);
    double[] scores = new double[learned.size(label)];
    for (int c = 0; c < scores.length; c++) {
      double all = 0;
      for (int value = 0; value < learned.size(features[0]); value++) {
        all += count(label, c, features[0], value);
      }
      scores[c] = Math.log(all + SMOOTHING);
      for (int feature : features) {
        double seen = count(label, c, feature, values[feature]) + SMOOTHING;
        scores[c] += Math.log(seen / (all + SMOOTHING * learned.size(feature)));
      }
    }
    return scores;
  }

  private long count(int label, int c, int feature, int value) {
    return feature < label
        ? learned.count(feature, value, label, c)
        : learned.count(label, c, feature, value);
  }
}
