package dev.attune.privacy.budget;

import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.ParameterCheck;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a release costs: delta-approximate rho-zCDP. Costs add.
 *
 * @param rho at least 0, kept to 18 decimals, rounded up
 * @param delta at least 0, kept to 40 decimals, rounded up; spent on names that are not public (0
 *     for a release over a public grid)
 */
public record PrivacyCost(BigDecimal rho, BigDecimal delta) {

  static final int RHO_DECIMALS = 18;
  static final int DELTA_DECIMALS = 40;

  /** Nothing spent. */
  public static final PrivacyCost NONE = new PrivacyCost(BigDecimal.ZERO, BigDecimal.ZERO);

  /** Rounds up and checks. */
  public PrivacyCost {
    ParameterCheck.of("privacy cost")
        .that(rho.signum() >= 0, "rho", "must not be negative, was " + rho)
        .that(delta.signum() >= 0, "delta", "must not be negative, was " + delta)
        .throwIfAny();
    rho = rho.setScale(RHO_DECIMALS, RoundingMode.CEILING);
    delta = delta.setScale(DELTA_DECIMALS, RoundingMode.CEILING);
  }

  /**
   * Gaussian noise on all sums of vectors within limits: rho = D^2 / (2 sigma^2) with D the L2
   * sensitivity of {@link ContributionLimits}. All sums of a window that one user's vector goes
   * into are one release.
   */
  public static PrivacyCost gaussian(ContributionLimits limits, DiscreteGaussian noise) {
    return gaussian(limits.sensitivityL2Squared(), noise);
  }

  /** As above, from the square of the L2 sensitivity. */
  public static PrivacyCost gaussian(long sensitivityL2Squared, DiscreteGaussian noise) {
    BigDecimal rho =
        BigDecimal.valueOf(sensitivityL2Squared)
            .multiply(BigDecimal.valueOf(noise.varianceDenominator()))
            .divide(
                Decimals.TWO.multiply(BigDecimal.valueOf(noise.varianceNumerator())),
                RHO_DECIMALS,
                RoundingMode.CEILING);
    return new PrivacyCost(rho, BigDecimal.ZERO);
  }

  /** Both releases on the same users. */
  public PrivacyCost plus(PrivacyCost other) {
    return new PrivacyCost(rho.add(other.rho), delta.add(other.delta));
  }

  /** The same release this many times on the same users. */
  public PrivacyCost times(int releases) {
    BigDecimal factor = BigDecimal.valueOf(releases);
    return new PrivacyCost(rho.multiply(factor), delta.multiply(factor));
  }

  /** At least the cost of either, for users who are in one of the two releases only. */
  public PrivacyCost or(PrivacyCost other) {
    return new PrivacyCost(rho.max(other.rho), delta.max(other.delta));
  }
}
