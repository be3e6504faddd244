package dev.attune.privacy.budget;

import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.ParameterCheck;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The most that all releases of a calendar month may cost a pseudonym.
 *
 * <p>The claim: releases of total cost rho and nameDelta are (epsilon, conversionDelta +
 * nameDelta)-DP with epsilon = epsilon(rho, conversionDelta). (The approximate part of approximate
 * zCDP adds to delta.)
 *
 * @param rho cap on rho, rounded down to 18 decimals
 * @param nameDelta cap on the delta spent on names that are not public, rounded down; may be 0
 * @param conversionDelta the delta at which rho is converted
 */
public record MonthlyBudget(BigDecimal rho, BigDecimal nameDelta, BigDecimal conversionDelta) {

  /** Rounds caps down and checks. */
  public MonthlyBudget {
    ParameterCheck.of("monthly budget")
        .that(rho.signum() > 0, "rho", "must be positive, was " + rho)
        .that(nameDelta.signum() >= 0, "nameDelta", "must not be negative, was " + nameDelta)
        .that(
            conversionDelta.signum() > 0,
            "conversionDelta",
            "must be positive, was " + conversionDelta)
        .that(
            nameDelta.add(conversionDelta).compareTo(BigDecimal.ONE) < 0,
            "nameDelta + conversionDelta",
            "must be below 1")
        .throwIfAny();
    rho = rho.setScale(PrivacyCost.RHO_DECIMALS, RoundingMode.FLOOR);
    nameDelta = nameDelta.setScale(PrivacyCost.DELTA_DECIMALS, RoundingMode.FLOOR);
  }

  /**
   * The largest budget that keeps a claim.
   *
   * @param epsilon of the claim
   * @param delta of the claim
   * @param nameDelta the part of delta that is set aside for names; below delta
   */
  public static MonthlyBudget forGuarantee(
      BigDecimal epsilon, BigDecimal delta, BigDecimal nameDelta) {
    ParameterCheck.of("monthly budget")
        .that(epsilon.signum() > 0, "epsilon", "must be positive, was " + epsilon)
        .that(
            delta.signum() > 0 && delta.compareTo(BigDecimal.ONE) < 0,
            "delta",
            "must be above 0 and below 1, was " + delta)
        .that(
            nameDelta.signum() >= 0 && nameDelta.compareTo(delta) < 0,
            "nameDelta",
            "must be at least 0 and below delta, was " + nameDelta)
        .throwIfAny();
    BigDecimal conversionDelta = delta.subtract(nameDelta);
    return new MonthlyBudget(
        ZcdpConversion.rho(epsilon, conversionDelta), nameDelta, conversionDelta);
  }

  /** The claim that holds if the budget is spent in full. */
  public Guarantee guarantee() {
    return new Guarantee(
        ZcdpConversion.epsilon(rho, conversionDelta), conversionDelta.add(nameDelta));
  }

  /** The claim that holds for what has been spent so far, at the same delta. */
  public Guarantee guaranteeOf(PrivacyCost spent) {
    return new Guarantee(
        ZcdpConversion.epsilon(spent.rho(), conversionDelta), conversionDelta.add(spent.delta()));
  }

  /** Whether a total cost is within the caps. */
  public boolean covers(PrivacyCost total) {
    return total.rho().compareTo(rho) <= 0 && total.delta().compareTo(nameDelta) <= 0;
  }

  /**
   * The least integer sigma^2 with which this many releases over a public grid fit into the month.
   *
   * @throws dev.attune.privacy.noise.ParameterException if no sigma^2 within the sampler's limits
   *     is enough
   */
  public DiscreteGaussian noiseFor(ContributionLimits limits, int releases) {
    ParameterCheck.of("releases of a month").range("releases", releases, 1, 1_000_000).throwIfAny();
    // The cost of one release is rounded up to 18 decimals, so the share of one is rounded down.
    BigDecimal share =
        rho.divide(BigDecimal.valueOf(releases), PrivacyCost.RHO_DECIMALS, RoundingMode.FLOOR);
    ParameterCheck.of("releases of a month")
        .that(share.signum() > 0, "releases", "leave nothing of rho to each, were " + releases)
        .throwIfAny();
    BigDecimal variance =
        BigDecimal.valueOf(limits.sensitivityL2Squared())
            .divide(Decimals.TWO.multiply(share), 0, RoundingMode.CEILING)
            .max(BigDecimal.ONE);
    ParameterCheck.of("releases of a month")
        .that(
            variance.compareTo(BigDecimal.valueOf(DiscreteGaussian.LIMIT)) <= 0,
            "releases",
            "would need sigma^2 = " + variance + ", above " + DiscreteGaussian.LIMIT)
        .throwIfAny();
    return DiscreteGaussian.ofVariance(variance.longValueExact());
  }
}
