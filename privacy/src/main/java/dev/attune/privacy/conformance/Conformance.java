package dev.attune.privacy.conformance;

import dev.attune.privacy.budget.BudgetFilter;
import dev.attune.privacy.budget.MonthlyBudget;
import dev.attune.privacy.budget.ZcdpConversion;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.DiscreteLaplace;
import dev.attune.privacy.noise.RandomBits;
import dev.attune.privacy.selection.NameThreshold;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Every check, on the production's own mechanisms. */
public final class Conformance {

  private static final long[][] VARIANCES = {{1, 4}, {1, 1}, {2, 1}, {7, 3}, {9, 1}, {100, 1}};
  private static final long[][] SCALES = {{1, 2}, {1, 1}, {2, 1}, {5, 2}, {3, 1}};
  private static final int NEIGHBORS = 20_000;
  private static final int BITS = 18;
  private static final MonthlyBudget BUDGET =
      new MonthlyBudget(new BigDecimal("0.3"), new BigDecimal("2e-10"), new BigDecimal("1e-9"));

  /**
   * A property and what speaks against it.
   *
   * @param property what must hold
   * @param findings says what does not; nothing if it holds
   */
  public record Check(String property, Supplier<List<String>> findings) {}

  private Conformance() {}

  /**
   * The checks.
   *
   * @param draws how many numbers are drawn of each distribution
   * @param seed of the bits that they are drawn with, but for one check that uses fresh bits and
   *     fails by chance once in a million times
   */
  public static List<Check> checks(int draws, long seed) {
    List<Check> checks = new ArrayList<>();
    for (long[] variance : VARIANCES) {
      DiscreteGaussian noise = DiscreteGaussian.ofVariance(variance[0], variance[1]);
      Pmf pmf = Pmf.gaussian((double) variance[0] / variance[1]);
      String name = "discrete Gaussian of variance " + ratio(variance);
      checks.add(
          new Check(
              name + ": draws follow its probabilities",
              () -> SamplerCheck.findings(noise::sample, pmf, draws, new SeededBits(seed))));
      if (variance[0] <= 2) {
        checks.add(
            new Check(
                name + ": all strings of " + BITS + " bits give its probabilities",
                () -> onAllBits(BitStrings.enumerate(BITS, noise::sample), pmf)));
      }
    }
    for (long[] scale : SCALES) {
      DiscreteLaplace noise = DiscreteLaplace.ofScale(scale[0], scale[1]);
      Pmf pmf = Pmf.laplace((double) scale[0] / scale[1]);
      String name = "discrete Laplace of scale " + ratio(scale);
      checks.add(
          new Check(
              name + ": draws follow its probabilities",
              () -> SamplerCheck.findings(noise::sample, pmf, draws, new SeededBits(seed))));
      if (scale[0] <= 2) {
        checks.add(
            new Check(
                name + ": all strings of " + BITS + " bits give its probabilities",
                () -> onAllBits(BitStrings.enumerate(BITS, noise::sample), pmf)));
      }
    }
    checks.add(
        new Check(
            "the secure source of bits: draws follow the discrete Gaussian",
            () ->
                SamplerCheck.findings(
                    DiscreteGaussian.ofVariance(9)::sample,
                    Pmf.gaussian(9),
                    draws,
                    RandomBits.secure())));
    checks.add(
        new Check(
            "neighbors: sums differ by no more than the limits allow",
            () -> SumsCheck.findings(Mechanisms::bounded, NEIGHBORS, seed)));
    checks.add(
        new Check(
            "neighbors: histograms of outputs differ by no more than delta allows",
            () ->
                HistogramCheck.findings(
                    Mechanisms.gaussian(DiscreteGaussian.ofVariance(49)), 7, 49, draws, seed)));
    checks.add(
        new Check(
            "names: told with the probability of the threshold, never with too few users",
            () -> SelectionCheck.findings(Mechanisms.told(), seed)));
    checks.add(
        new Check(
            "names: thresholds are the golden ones",
            () ->
                ThresholdCheck.findings(
                    (names, noise, delta) ->
                        NameThreshold.forDelta(names, 1, noise, delta).threshold())));
    checks.add(
        new Check(
            "account: conversions give the golden values, never less",
            () -> {
              List<String> findings =
                  new ArrayList<>(
                      ConversionCheck.deltas(
                          (rho, epsilon) ->
                              ZcdpConversion.delta(new BigDecimal(rho), new BigDecimal(epsilon))
                                  .doubleValue()));
              findings.addAll(
                  ConversionCheck.epsilons(
                      (rho, delta) ->
                          ZcdpConversion.epsilon(new BigDecimal(rho), new BigDecimal(delta))
                              .doubleValue()));
              return findings;
            }));
    checks.add(
        new Check(
            "account: nobody loses more in a month than the caps",
            () -> FilterCheck.findings(new BudgetFilter(BUDGET)::decide, BUDGET, 300, seed)));
    return checks;
  }

  private static List<String> onAllBits(BitStrings outcomes, Pmf pmf) {
    List<String> findings = new ArrayList<>();
    for (long x = -6; x <= 6; x++) {
      outcomes.finding(x, pmf.at(x)).ifPresent(findings::add);
    }
    return findings;
  }

  private static String ratio(long[] parts) {
    return parts[1] == 1 ? Long.toString(parts[0]) : parts[0] + "/" + parts[1];
  }
}
