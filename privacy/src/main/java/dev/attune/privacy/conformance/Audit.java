package dev.attune.privacy.conformance;

import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.noise.RandomBits;
import java.util.ArrayList;
import java.util.List;

/**
 * Lower bound on mu from outside: an attacker who knows everything but whether the worst-case user
 * is in the data looks at noisy sums and guesses.
 *
 * <p>The user has the same value v in K cells, so that the sum y of these cells is the best thing
 * to look at; the guess "in" is made for y > K v / 2, fixed beforehand. With false alarms and hits
 * bounded by Clopper-Pearson at 0.5% each, mu >= Phi^-1(1 - FPR) - Phi^-1(1 - TPR) with 99%
 * confidence.
 */
public final class Audit {

  /** Adds noise to exact sums. */
  public interface Mechanism {
    long[] release(long[] exact, RandomBits bits);
  }

  private static final double ALPHA = 0.005;

  private Audit() {}

  /** The lower bound on mu for a user with the given value in every one of the cells. */
  public static double lowerBound(Mechanism mechanism, int cells, long value, int n, long seed) {
    RandomBits bits = new SeededBits(seed);
    long[] without = new long[cells];
    long[] with = new long[cells];
    java.util.Arrays.fill(with, value);
    long falseAlarms = 0;
    long hits = 0;
    for (int i = 0; i < n; i++) {
      falseAlarms += guess(mechanism.release(without, bits), value) ? 1 : 0;
      hits += guess(mechanism.release(with, bits), value) ? 1 : 0;
    }
    double fpr = Statistics.upperLimit(falseAlarms, n, ALPHA);
    double tpr = Statistics.lowerLimit(hits, n, ALPHA);
    return Statistics.normalTailInverse(fpr) - Statistics.normalTailInverse(tpr);
  }

  /** The audit as a check: the bound must not contradict the claim, and must come near it. */
  public static List<String> findings(
      Mechanism mechanism, ContributionLimits limits, double claimedMu, int n, long seed) {
    double bound = lowerBound(mechanism, limits.maxCells(), limits.maxPerCell(), n, seed);
    List<String> findings = new ArrayList<>();
    if (bound > claimedMu) {
      findings.add("mu is at least " + bound + ", claimed " + claimedMu);
    }
    if (bound < 0.95 * claimedMu) {
      findings.add("the audit has no power, or there is too much noise: " + bound);
    }
    return findings;
  }

  private static boolean guess(long[] noisy, long value) {
    long sum = 0;
    for (long y : noisy) {
      sum += y;
    }
    return 2 * sum > noisy.length * value;
  }
}
