package dev.attune.privacy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attune.privacy.conformance.ThresholdCheck;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.ParameterException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class NameThresholdTest {

  private static final BigDecimal DELTA = new BigDecimal("1e-8");

  @Test
  void shouldGiveTheTableOfTheReference() {
    assertThat(
            ThresholdCheck.findings(
                (names, noise, delta) ->
                    NameThreshold.forDelta(names, 1, noise, delta).threshold()))
        .isEmpty();
  }

  @Test
  void shouldCostNoMoreThanAskedForButMoreOneLower() {
    DiscreteGaussian noise = DiscreteGaussian.ofVariance(100);
    NameThreshold rule = NameThreshold.forDelta(8, 20, noise, DELTA);
    NameThreshold lower = new NameThreshold(8, 20, noise, rule.threshold() - 1);

    assertThat(rule.cost().delta()).isLessThanOrEqualTo(DELTA);
    assertThat(lower.cost().delta()).isGreaterThan(DELTA);
    // rho = K / (2 sigma^2)
    assertThat(rule.cost().rho()).isEqualByComparingTo("0.04");
  }

  @Test
  void shouldNotDependOnTheLeastNumberOfUsers() {
    DiscreteGaussian noise = DiscreteGaussian.ofVariance(100);

    assertThat(NameThreshold.forDelta(8, 50, noise, DELTA).threshold())
        .isEqualTo(NameThreshold.forDelta(8, 1, noise, DELTA).threshold());
  }

  @Test
  void shouldChargeTheWholeDeltaWithHardlyAnyNoise() {
    NameThreshold rule = new NameThreshold(1, 1, DiscreteGaussian.ofVariance(1, 1_000), 1);

    assertThat(rule.cost().delta()).isLessThan(new BigDecimal("1e-39"));
    assertThat(rule.cost().delta().signum()).isPositive();
  }

  @Test
  void shouldNameAllThatIsWrong() {
    ParameterException thrown =
        catchThrowableOfType(
            ParameterException.class,
            () -> new NameThreshold(0, 0, DiscreteGaussian.ofVariance(100), 0));

    assertThat(thrown.problems())
        .hasSize(3)
        .anyMatch(problem -> problem.startsWith("maxNames"))
        .anyMatch(problem -> problem.startsWith("minUsers"))
        .anyMatch(problem -> problem.startsWith("threshold"));
  }
}
