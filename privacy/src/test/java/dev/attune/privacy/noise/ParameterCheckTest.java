package dev.attune.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class ParameterCheckTest {

  @Test
  void shouldReportAllProblemsAtOnceByName() {
    ParameterException thrown =
        catchThrowableOfType(
            ParameterException.class, () -> DiscreteGaussian.ofVariance(0, 1L << 41));

    assertThat(thrown.problems())
        .containsExactly(
            "varianceNumerator must be between 1 and 1099511627776, was 0",
            "varianceDenominator must be between 1 and 1099511627776, was 2199023255552");
    assertThat(thrown).hasMessageStartingWith("Bad discrete Gaussian noise: varianceNumerator");
  }

  @Test
  void shouldCheckTheScaleOfLaplace() {
    ParameterException thrown =
        catchThrowableOfType(ParameterException.class, () -> DiscreteLaplace.ofScale(-1, 0));

    assertThat(thrown.problems()).hasSize(2);
  }

  @Test
  void shouldAcceptTheEndsOfARange() {
    assertThatCode(() -> DiscreteGaussian.ofVariance(1, DiscreteGaussian.LIMIT))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldCompareGaussiansByTheirVariance() {
    assertThat(DiscreteGaussian.ofVariance(14, 6))
        .isEqualTo(DiscreteGaussian.ofVariance(7, 3))
        .hasSameHashCodeAs(DiscreteGaussian.ofVariance(7, 3))
        .isNotEqualTo(DiscreteGaussian.ofVariance(7, 2));
  }
}
