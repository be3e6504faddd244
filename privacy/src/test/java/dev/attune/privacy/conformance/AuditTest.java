package dev.attune.privacy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.noise.DiscreteGaussian;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The noise is as much as claimed, and hardly more. */
class AuditTest {

  /** {@code -Dattune.audit.draws=2000000} for the long run. */
  private static final int DRAWS = Integer.getInteger("attune.audit.draws", 200_000);

  @ParameterizedTest
  @CsvSource({"1, 7, 49", "4, 3, 36"})
  void shouldConfirmTheClaim(int cells, long value, long variance) {
    ContributionLimits limits = new ContributionLimits(cells, value, 1_000);
    double mu = Math.sqrt((double) limits.sensitivityL2Squared() / variance);

    double bound =
        Audit.lowerBound(
            Mechanisms.gaussian(DiscreteGaussian.ofVariance(variance)), cells, value, DRAWS, 5);

    // rho = mu^2 / 2 = 1/2
    assertThat(mu).isEqualTo(1);
    assertThat(bound).isBetween(0.95 * mu, mu);
  }

  @Test
  void shouldUseStatisticsThatAreRight() {
    // given values of mpmath
    assertThat(Statistics.chiSquareTail(30, 12)).isCloseTo(0.0027924293, within(1e-9));
    assertThat(Statistics.chiSquareTail(3, 12)).isCloseTo(0.99554401, within(1e-8));
    assertThat(Statistics.normalTail(1.5)).isCloseTo(0.0668072013, within(1e-9));
    assertThat(Statistics.normalTailInverse(0.025)).isCloseTo(1.9599639845, within(1e-9));
    assertThat(Statistics.lowerLimit(3, 20, 0.025)).isCloseTo(0.0320709373, within(1e-9));
    assertThat(Statistics.upperLimit(3, 20, 0.025)).isCloseTo(0.3789268265, within(1e-9));
    assertThat(Statistics.upperLimit(0, 100, 0.05))
        .isCloseTo(1 - Math.pow(0.05, 0.01), within(1e-9));
  }
}
