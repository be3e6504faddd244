package dev.attune.privacy.conformance;

import dev.attune.privacy.noise.RandomBits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * T1 and T3: draws follow the distribution they should.
 *
 * <p>Chi-square against the exact probabilities, cells with fewer than 10 expected draws merged
 * into the tails, refused at p < 1e-6; mean, variance and balance of signs within 6 standard
 * deviations (2e-9 each). So a correct sampler is refused with probability of about 1e-6 over
 * seeds.
 */
public final class SamplerCheck {

  static final double FALSE_ALARM = 1e-6;

  private SamplerCheck() {}

  /** What is wrong with n draws of a sampler that should follow pmf. */
  public static List<String> findings(
      ToLongFunction<RandomBits> sampler, Pmf pmf, int n, RandomBits bits) {
    int reach = pmf.reach();
    long[] counts = new long[2 * reach + 1];
    double sum = 0;
    double squares = 0;
    long signs = 0;
    long nonZero = 0;
    for (int i = 0; i < n; i++) {
      long x = sampler.applyAsLong(bits);
      counts[(int) Math.max(-reach, Math.min(reach, x)) + reach]++;
      sum += x;
      squares += (double) x * x;
      signs += Long.signum(x);
      nonZero += x == 0 ? 0 : 1;
    }
    List<String> findings = new ArrayList<>();
    double p = chiSquare(counts, pmf, n);
    if (p < FALSE_ALARM) {
      findings.add("chi-square p = " + p);
    }
    double variance = pmf.moment(2);
    if (Math.abs(sum / n) > 6 * Math.sqrt(variance / n)) {
      findings.add("mean " + sum / n);
    }
    double spread = Math.sqrt((pmf.moment(4) - variance * variance) / n);
    if (Math.abs(squares / n - variance) > 6 * spread) {
      findings.add("variance " + squares / n + " for " + variance);
    }
    if (Math.abs(signs) > 6 * Math.sqrt(nonZero)) {
      findings.add("signs " + signs + " of " + nonZero);
    }
    return findings;
  }

  private static double chiSquare(long[] counts, Pmf pmf, int n) {
    int reach = counts.length / 2;
    int inner = 0;
    double innerMass = n * pmf.at(0);
    while (inner < reach && n * pmf.at(inner + 1) >= 10) {
      inner++;
      innerMass += 2 * n * pmf.at(inner);
    }
    while (inner > 0 && n - innerMass < 10) {
      innerMass -= 2 * n * pmf.at(inner);
      inner--;
    }
    double chi = 0;
    long innerCount = 0;
    for (int x = -inner; x <= inner; x++) {
      double expected = n * pmf.at(x);
      double off = counts[x + reach] - expected;
      chi += off * off / expected;
      innerCount += counts[x + reach];
    }
    // The last cell is both tails together.
    double tail = n - innerMass;
    double off = n - innerCount - tail;
    chi += off * off / tail;
    return Statistics.chiSquareTail(chi, 2 * inner + 1);
  }
}
