package dev.attune.privacy.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * T7: how far the outputs on neighbors are from being alike, told from histograms. With n outputs
 * on each side, delta(epsilon) is estimated as the sum over outputs y of max(0, A(y) - e^epsilon
 * B(y)), and held against the exact one of the discrete Gaussian.
 *
 * <p>Estimates err upward: noise in a bin adds, and never takes away where the difference is below
 * zero. A bin's difference has a standard deviation of at most sqrt((p + e^(2 epsilon) q) / n);
 * half the sum of them, and a hundredth, is allowed. A finding needs most of nine estimates.
 */
final class HistogramCheck {

  private static final int VOTES = 9;
  private static final double TOLERANCE = 0.01;
  private static final double[] EPSILONS = {0, 0.5, 1};

  private HistogramCheck() {}

  /**
   * What speaks against a mechanism on one cell.
   *
   * @param value what the user adds to the cell
   * @param variance of the noise that is claimed
   * @param draws outputs on each side, for each estimate
   */
  static List<String> findings(
      Audit.Mechanism mechanism, long value, long variance, int draws, long seed) {
    SeededBits bits = new SeededBits(seed);
    Pmf pmf = Pmf.gaussian(variance);
    int[][] beyond = new int[EPSILONS.length][2];
    for (int vote = 0; vote < VOTES; vote++) {
      Map<Long, Integer> without = histogram(mechanism, 0, draws, bits);
      Map<Long, Integer> with = histogram(mechanism, value, draws, bits);
      for (int i = 0; i < EPSILONS.length; i++) {
        double most = limit(pmf, value, EPSILONS[i], draws);
        beyond[i][0] += delta(with, without, EPSILONS[i], draws) > most ? 1 : 0;
        beyond[i][1] += delta(without, with, EPSILONS[i], draws) > most ? 1 : 0;
      }
    }
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < EPSILONS.length; i++) {
      for (int votes : beyond[i]) {
        if (2 * votes > VOTES) {
          findings.add(
              "delta is more than claimed at epsilon " + EPSILONS[i] + ", say " + votes + " of 9");
        }
      }
    }
    return findings;
  }

  private static Map<Long, Integer> histogram(
      Audit.Mechanism mechanism, long exact, int draws, SeededBits bits) {
    Map<Long, Integer> histogram = new HashMap<>();
    for (int i = 0; i < draws; i++) {
      histogram.merge(mechanism.release(new long[] {exact}, bits)[0], 1, Integer::sum);
    }
    return histogram;
  }

  private static double delta(
      Map<Long, Integer> of, Map<Long, Integer> other, double epsilon, int draws) {
    double sum = 0;
    for (Map.Entry<Long, Integer> bin : of.entrySet()) {
      double difference = bin.getValue() - Math.exp(epsilon) * other.getOrDefault(bin.getKey(), 0);
      sum += Math.max(0, difference / draws);
    }
    return sum;
  }

  private static double limit(Pmf pmf, long value, double epsilon, int draws) {
    double factor = Math.exp(epsilon);
    double exact = 0;
    double deviations = 0;
    for (long y = -pmf.reach(); y <= pmf.reach() + value; y++) {
      double p = pmf.at(y - value);
      double q = pmf.at(y);
      exact += Math.max(0, p - factor * q);
      deviations += Math.sqrt((p + factor * factor * q) / draws);
    }
    return exact + TOLERANCE + deviations / 2;
  }
}
