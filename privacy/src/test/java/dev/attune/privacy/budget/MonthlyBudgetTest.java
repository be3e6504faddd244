package dev.attune.privacy.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.ParameterException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthlyBudgetTest {

  @ParameterizedTest
  @CsvSource({
    "2, 1e-6, 0.08815, 0.324, 13.04",
    "4, 1e-6, 0.31107, 0.634, 6.94",
    "4, 1e-9, 0.20631, 0.667, 8.53",
    "8, 1e-9, 0.73283, 1.292, 4.52"
  })
  void shouldGiveTheTableOfTheReference(
      BigDecimal epsilon, BigDecimal delta, double month, double day, double sigma) {
    MonthlyBudget budget = MonthlyBudget.forGuarantee(epsilon, delta, BigDecimal.ZERO);
    // sigma per unit of L2 sensitivity, at 1000 units to be fine enough on integers
    ContributionLimits limits = new ContributionLimits(4, 1 << 20, 1_000);

    DiscreteGaussian noise = budget.noiseFor(limits, 30);

    assertThat(budget.rho().doubleValue()).isCloseTo(month, within(5.1e-6));
    assertThat(Math.sqrt(noise.varianceNumerator()) / 1_000).isCloseTo(sigma, within(0.0051));
    PrivacyCost oneDay = PrivacyCost.gaussian(limits, noise);
    assertThat(budget.guaranteeOf(oneDay).epsilon().doubleValue()).isCloseTo(day, within(5.1e-4));
    assertThat(budget.covers(oneDay.times(30))).isTrue();
    assertThat(budget.covers(oneDay.times(31))).isFalse();
  }

  @Test
  void shouldKeepItsClaim() {
    MonthlyBudget budget =
        MonthlyBudget.forGuarantee(
            new BigDecimal("4"), new BigDecimal("1e-9"), new BigDecimal("1e-10"));

    Guarantee guarantee = budget.guarantee();

    assertThat(guarantee.epsilon()).isBetween(new BigDecimal("3.999999"), new BigDecimal("4"));
    assertThat(guarantee.delta()).isEqualByComparingTo("1e-9");
    assertThat(budget.conversionDelta()).isEqualByComparingTo("9e-10");
  }

  @Test
  void shouldRoundCostsUpAndCapsDown() {
    // 1/3 of rho for D = 1, sigma^2 = 3/2
    PrivacyCost cost = PrivacyCost.gaussian(1, DiscreteGaussian.ofVariance(3, 2));
    MonthlyBudget budget =
        new MonthlyBudget(
            new BigDecimal("0.3333333333333333333"),
            new BigDecimal("1.9e-40"),
            new BigDecimal("1e-9"));

    assertThat(cost.rho()).isEqualByComparingTo("0.333333333333333334");
    assertThat(budget.rho()).isEqualByComparingTo("0.333333333333333333");
    assertThat(budget.nameDelta()).isEqualByComparingTo("1e-40");
    assertThat(budget.covers(cost)).isFalse();
  }

  @Test
  void shouldAddCosts() {
    PrivacyCost one = new PrivacyCost(new BigDecimal("0.1"), new BigDecimal("1e-12"));
    PrivacyCost two = new PrivacyCost(new BigDecimal("0.05"), new BigDecimal("3e-12"));

    assertThat(one.plus(two))
        .isEqualTo(new PrivacyCost(new BigDecimal("0.15"), new BigDecimal("4e-12")));
    assertThat(one.or(two))
        .isEqualTo(new PrivacyCost(new BigDecimal("0.1"), new BigDecimal("3e-12")));
    assertThat(one.times(3))
        .isEqualTo(new PrivacyCost(new BigDecimal("0.3"), new BigDecimal("3e-12")));
  }

  @Test
  void shouldNameWhatIsWrong() {
    ParameterException thrown =
        catchThrowableOfType(
            ParameterException.class,
            () ->
                MonthlyBudget.forGuarantee(
                    BigDecimal.ZERO, new BigDecimal("1e-9"), new BigDecimal("1e-9")));

    assertThat(thrown.problems())
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("epsilon"))
        .anyMatch(problem -> problem.startsWith("nameDelta"));
    assertThatThrownBy(() -> new PrivacyCost(BigDecimal.ONE.negate(), BigDecimal.ONE.negate()))
        .hasMessageContaining("rho")
        .hasMessageContaining("delta");
    assertThatThrownBy(() -> new MonthlyBudget(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ZERO))
        .hasMessageContaining("rho")
        .hasMessageContaining("conversionDelta");
  }

  @Test
  void shouldRefuseNoiseOutOfTheSamplersRange() {
    MonthlyBudget budget =
        new MonthlyBudget(new BigDecimal("1e-6"), BigDecimal.ZERO, new BigDecimal("1e-9"));

    assertThatThrownBy(() -> budget.noiseFor(new ContributionLimits(64, 1 << 20, 1 << 28), 30))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("sigma^2");
    assertThatThrownBy(() -> budget.noiseFor(new ContributionLimits(1, 1, 1), 0))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("releases");
  }
}
