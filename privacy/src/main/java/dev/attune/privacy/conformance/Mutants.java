package dev.attune.privacy.conformance;

import static dev.attune.privacy.conformance.SelectionCheck.MIN_USERS;
import static dev.attune.privacy.conformance.SelectionCheck.NOISE;
import static dev.attune.privacy.conformance.SelectionCheck.THRESHOLD;

import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.budget.MonthlyBudget;
import dev.attune.privacy.budget.ZcdpConversion;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.RandomBits;
import dev.attune.privacy.selection.NameThreshold;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** T8: planted defects, each with the check that is there to find it. */
public final class Mutants {

  private static final int DRAWS = 100_000;
  private static final ContributionLimits LIMITS = new ContributionLimits(4, 3, 1_000);
  private static final MonthlyBudget BUDGET =
      new MonthlyBudget(new BigDecimal("0.3"), new BigDecimal("2e-10"), new BigDecimal("1e-9"));

  /**
   * A defect and what its check finds.
   *
   * @param defect its name
   * @param check says what is wrong; nothing means that the defect went unnoticed
   */
  public record Mutant(String defect, Supplier<List<String>> check) {
    @Override
    public String toString() {
      return defect;
    }
  }

  private Mutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return Stream.of(
            samplers(),
            coins(),
            sums(),
            mechanisms(),
            histograms(),
            thresholds(),
            selections(),
            filters(),
            accounts())
        .flatMap(mutants -> mutants)
        .toList();
  }

  private static Stream<Mutant> sums() {
    return Arrays.stream(BrokenSums.Defect.values())
        .filter(defect -> defect != BrokenSums.Defect.NONE)
        .map(
            defect ->
                new Mutant(
                    "bounding: " + defect.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    () -> SumsCheck.findings(new BrokenSums(defect), 20_000, 41)));
  }

  private static Stream<Mutant> samplers() {
    return Stream.of(
        gaussian("sigma x 0.9", 9, DiscreteGaussian.ofVariance(729, 100)::sample),
        gaussian("sigma x 1.1", 9, DiscreteGaussian.ofVariance(1089, 100)::sample),
        gaussian("variance for sigma", 9, DiscreteGaussian.ofVariance(3)::sample),
        gaussian("acceptance of another proposal", 9, b -> BrokenSamplers.wrongAcceptance(9, 4, b)),
        gaussian("a rounded continuous Gaussian", 1, b -> BrokenSamplers.roundedContinuous(1, b)),
        gaussian("one sign only", 9, b -> Math.abs(DiscreteGaussian.ofVariance(9).sample(b))),
        gaussian("shifted by one", 9, b -> DiscreteGaussian.ofVariance(9).sample(b) + 1),
        laplace("double zero", 2, b -> BrokenSamplers.doubleZero(2, b)),
        laplace("no rejection", 2, b -> BrokenSamplers.noRejection(2, b)));
  }

  private static Stream<Mutant> coins() {
    return Stream.of(
        coin("compares with <=", 3.0 / 8, b -> BrokenSamplers.offByOne(3, 8, b)),
        coin("no range reduction", Math.exp(-3), b -> BrokenSamplers.noRangeReduction(3, 1, b)),
        coin("wrong parity", Math.exp(-0.25), b -> BrokenSamplers.wrongParity(1, 4, b)),
        coin("remainder for rejection", 1.0 / 3, b -> BrokenSamplers.modulo(3, b) == 1),
        coin("remainder for rejection at 0", 1.0 / 3, b -> BrokenSamplers.modulo(3, b) == 0));
  }

  private static Stream<Mutant> mechanisms() {
    // D2 = sqrt(K) V = 6 and sigma = 6, so that mu = 1 is claimed
    DiscreteGaussian right = DiscreteGaussian.ofVariance(36);
    return Stream.of(
        audited("sigma x 0.9", Mechanisms.gaussian(DiscreteGaussian.ofVariance(2916, 100))),
        audited("sqrt(K) forgotten", Mechanisms.gaussian(DiscreteGaussian.ofVariance(9))),
        audited(
            "a user counted twice",
            (exact, bits) -> {
              long[] doubled = Arrays.stream(exact).map(x -> 2 * x).toArray();
              return right.draw(exact.length, bits).addTo(doubled);
            }),
        audited(
            "no noise on cells that are zero",
            (exact, bits) ->
                Arrays.stream(exact).map(x -> x == 0 ? 0 : x + right.sample(bits)).toArray()),
        audited(
            "one draw for all cells",
            (exact, bits) -> {
              long one = right.sample(bits);
              return Arrays.stream(exact).map(x -> x + one).toArray();
            }),
        audited(
            "noise on the first cell only",
            (exact, bits) -> {
              long[] noisy = exact.clone();
              noisy[0] += right.sample(bits);
              return noisy;
            }),
        audited(
            "noise from a fixed seed",
            (exact, bits) -> right.draw(exact.length, new SeededBits(1)).addTo(exact)));
  }

  private static Stream<Mutant> histograms() {
    return Stream.of(
        histogram("sigma x 0.9", Mechanisms.gaussian(DiscreteGaussian.ofVariance(3969, 100))),
        histogram("no noise on cells that are zero", Mutants::noisyUnlessZero));
  }

  private static long[] noisyUnlessZero(long[] exact, RandomBits bits) {
    return exact[0] == 0
        ? exact
        : Mechanisms.gaussian(DiscreteGaussian.ofVariance(49)).release(exact, bits);
  }

  private static Mutant histogram(String defect, Audit.Mechanism mechanism) {
    return new Mutant(
        "histogram: " + defect, () -> HistogramCheck.findings(mechanism, 7, 49, DRAWS / 2, 53));
  }

  private static Stream<Mutant> thresholds() {
    return Stream.of(
        new Mutant(
            "threshold too low by Linf",
            () -> ThresholdCheck.findings((k, noise, delta) -> lowest(k, noise, delta) - 1)),
        new Mutant(
            "K names forgotten",
            () -> ThresholdCheck.findings((k, noise, delta) -> lowest(1, noise, delta))),
        new Mutant(
            "tail of another sigma",
            () ->
                ThresholdCheck.findings(
                    (k, noise, delta) ->
                        lowest(
                            k,
                            DiscreteGaussian.ofVariance(81 * noise.varianceNumerator(), 100),
                            delta))));
  }

  private static Stream<Mutant> selections() {
    return Stream.of(
        new Mutant(
            "tells at the threshold",
            () -> told((users, noisy) -> users >= MIN_USERS && noisy >= THRESHOLD, MIN_USERS - 1)),
        new Mutant("no least number of users", () -> told((users, noisy) -> noisy > THRESHOLD, 0)),
        new Mutant(
            "least number of users off by one",
            () ->
                told((users, noisy) -> users >= MIN_USERS - 1 && noisy > THRESHOLD, MIN_USERS - 1)),
        new Mutant(
            "counts not shifted by the least number of users",
            () -> told((users, noisy) -> users >= MIN_USERS && noisy > THRESHOLD, 0)));
  }

  private static Stream<Mutant> filters() {
    return Stream.of(
        filter("never stops", BrokenFilters.neverStops(BUDGET)),
        filter("charges afterwards", BrokenFilters.chargesAfterwards(BUDGET)),
        filter("forgets", BrokenFilters.forgets(BUDGET)),
        filter("10% over", BrokenFilters.overByTenPercent(BUDGET)),
        filter("ignores delta", BrokenFilters.ignoresDelta(BUDGET)),
        filter("an account per cohort", BrokenFilters.accountPerCohort(BUDGET)),
        filter("grants retries", BrokenFilters.grantsRetries(BUDGET)),
        filter("reopens months", BrokenFilters.reopensMonths(BUDGET)));
  }

  private static Stream<Mutant> accounts() {
    return Stream.of(
        account("the standard bound", BrokenConversions::standard),
        account("the formula of the continuous Gaussian", BrokenConversions::gaussian),
        account("ln a forgotten", (rho, delta) -> BrokenConversions.best(rho, delta, 0, 1)),
        account("ln(1 - 1/a) forgotten", (rho, delta) -> BrokenConversions.best(rho, delta, 1, 0)),
        account("ln(1 - 1/a) twice", (rho, delta) -> BrokenConversions.best(rho, delta, 1, 2)),
        account("rounds down", (rho, delta) -> epsilon(rho, delta) * (1 - 1e-12)),
        account("sigma x 0.9 in rho", (rho, delta) -> epsilon(0.81 * rho, delta)));
  }

  private static Mutant gaussian(String defect, long variance, ToLongFunction<RandomBits> sampler) {
    return new Mutant(
        "Gaussian: " + defect,
        () -> SamplerCheck.findings(sampler, Pmf.gaussian(variance), DRAWS, new SeededBits(51)));
  }

  private static Mutant laplace(String defect, long scale, ToLongFunction<RandomBits> sampler) {
    return new Mutant(
        "Laplace: " + defect,
        () -> SamplerCheck.findings(sampler, Pmf.laplace(scale), DRAWS, new SeededBits(52)));
  }

  private static Mutant coin(String defect, double probability, Predicate<RandomBits> coin) {
    return new Mutant(
        "coin: " + defect,
        () -> {
          BitStrings tosses = BitStrings.enumerate(16, bits -> coin.test(bits) ? 1 : 0);
          Optional<String> finding = tosses.finding(1, probability);
          return finding.map(List::of).orElse(List.of());
        });
  }

  private static Mutant audited(String defect, Audit.Mechanism mechanism) {
    return new Mutant(
        "mechanism: " + defect, () -> Audit.findings(mechanism, LIMITS, 1.0, 50_000, 53));
  }

  private static long lowest(int names, DiscreteGaussian noise, BigDecimal delta) {
    return NameThreshold.forDelta(names, 1, noise, delta).threshold();
  }

  /** A selection that decides on (users, noisy users - shift). */
  static List<String> told(BiPredicate<Long, Long> rule, long shift) {
    return SelectionCheck.findings(
        (SortedMap<String, Long> counts, RandomBits bits) -> {
          Set<String> names = new HashSet<>();
          counts.forEach(
              (name, users) -> {
                if (rule.test(users, users - shift + NOISE.sample(bits))) {
                  names.add(name);
                }
              });
          return names;
        },
        54);
  }

  private static Mutant filter(String defect, FilterCheck.Filter filter) {
    return new Mutant("filter: " + defect, () -> FilterCheck.findings(filter, BUDGET, 300, 55));
  }

  static Mutant account(String defect, DoubleBinaryOperator epsilon) {
    return new Mutant(
        "account: " + defect,
        () ->
            ConversionCheck.epsilons(
                (rho, delta) ->
                    epsilon.applyAsDouble(Double.parseDouble(rho), Double.parseDouble(delta))));
  }

  static double epsilon(double rho, double delta) {
    return ZcdpConversion.epsilon(BigDecimal.valueOf(rho), BigDecimal.valueOf(delta)).doubleValue();
  }
}
