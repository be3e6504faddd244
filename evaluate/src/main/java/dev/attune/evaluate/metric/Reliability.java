package dev.attune.evaluate.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities mean what they say: predictions in ten bins of equal width, each with what
 * was predicted and what then happened (a reliability diagram; Guo and others 2017).
 */
public final class Reliability {

  /** How many bins there are; the first is from 0 to 0.1, the last from 0.9 to 1 inclusive. */
  public static final int BINS = 10;

  private final long[] count = new long[BINS];
  private final double[] predicted = new double[BINS];
  private final double[] happened = new double[BINS];

  /**
   * One bin.
   *
   * @param count predictions in it
   * @param predicted their mean; NaN if there are none
   * @param observed the share that came true; NaN if there are none
   */
  public record Bin(long count, double predicted, double observed) {}

  /**
   * Adds one prediction.
   *
   * @param probability 0 to 1
   * @param cameTrue what happened
   */
  public void add(double probability, boolean cameTrue) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("no probability: " + probability);
    }
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    count[bin]++;
    predicted[bin] += probability;
    happened[bin] += cameTrue ? 1 : 0;
  }

  /** The bins, from low to high. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      bins.add(new Bin(count[i], predicted[i] / count[i], happened[i] / count[i]));
    }
    return bins;
  }

  /**
   * The expected calibration error: the mean distance of the bins' predictions from what happened,
   * weighted by their counts; NaN without predictions.
   */
  public double error() {
    double distance = 0;
    long all = 0;
    for (int i = 0; i < BINS; i++) {
      distance += Math.abs(predicted[i] - happened[i]);
      all += count[i];
    }
    return distance / all;
  }
}
