package dev.attune.privacy.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.privacy.conformance.ConversionCheck;
import java.math.BigDecimal;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** T5. */
class ZcdpConversionTest {

  private static final Percentage TIGHT = Percentage.withPercentage(1e-7); // 1e-9 relative

  @Test
  void shouldGiveTheGoldenValues() {
    assertThat(ConversionCheck.deltas((rho, eps) -> delta(rho, eps).doubleValue())).isEmpty();
    assertThat(ConversionCheck.epsilons((rho, d) -> epsilon(rho, d).doubleValue())).isEmpty();
    assertThat(rho("1", "1e-6").doubleValue()).isCloseTo(0.0243559703595384, TIGHT);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "zcdp-golden.csv", numLinesToSkip = 1)
  void shouldBeTightAndNeverBelow(
      String rho, String delta, BigDecimal golden, BigDecimal gaussian, BigDecimal standard) {
    BigDecimal epsilon = epsilon(rho, delta);

    // golden.py rounds to 18 digits
    assertThat(epsilon.doubleValue()).isCloseTo(golden.doubleValue(), TIGHT);
    assertThat(epsilon)
        .isGreaterThanOrEqualTo(golden.multiply(new BigDecimal("0.99999999999999999")));
    assertThat(epsilon).isGreaterThan(gaussian).isLessThan(standard);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 0.1829, 0.2451",
    "0.01, 0.6217, 0.8102",
    "0.05, 1.4716, 1.8817",
    "0.1, 2.1419, 2.7155",
    "0.25, 3.5423, 4.4367",
    "0.5, 5.2215, 6.4741",
    "1, 7.7662, 9.5215"
  })
  void shouldGiveTheTableOfTheReference(String rho, double at6, double at9) {
    assertThat(epsilon(rho, "1e-6").doubleValue()).isCloseTo(at6, within(5.1e-5));
    assertThat(epsilon(rho, "1e-9").doubleValue()).isCloseTo(at9, within(5.1e-5));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "zcdp-golden.csv", numLinesToSkip = 1)
  void shouldInvert(String rho, String delta) {
    BigDecimal epsilon = epsilon(rho, delta);

    assertThat(ZcdpConversion.delta(new BigDecimal(rho), epsilon).doubleValue())
        .isCloseTo(Double.parseDouble(delta), TIGHT);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1e-9", "1, 1e-6", "4, 1e-9", "8, 1e-6"})
  void shouldGiveARhoThatKeepsTheClaim(String epsilon, String delta) {
    BigDecimal rho = rho(epsilon, delta);

    assertThat(ZcdpConversion.delta(rho, new BigDecimal(epsilon)))
        .isLessThanOrEqualTo(new BigDecimal(delta));
    BigDecimal more = rho.multiply(new BigDecimal("1.000000001"));
    assertThat(ZcdpConversion.delta(more, new BigDecimal(epsilon)))
        .isGreaterThan(new BigDecimal(delta));
  }

  @Test
  void shouldGrowWithRhoAndFallWithTheOther() {
    BigDecimal previousEpsilon = BigDecimal.ZERO;
    BigDecimal previousDelta = BigDecimal.ZERO;
    for (int i = 1; i <= 40; i++) {
      BigDecimal rho = BigDecimal.valueOf(i * i, 3);
      BigDecimal epsilon = ZcdpConversion.epsilon(rho, new BigDecimal("1e-9"));
      BigDecimal delta = ZcdpConversion.delta(rho, BigDecimal.ONE);
      assertThat(epsilon).isGreaterThan(previousEpsilon);
      assertThat(delta).isGreaterThanOrEqualTo(previousDelta);
      previousEpsilon = epsilon;
      previousDelta = delta;
    }
    assertThat(epsilon("0.1", "1e-6")).isLessThan(epsilon("0.1", "1e-7"));
    assertThat(delta("0.1", "1.1")).isLessThan(delta("0.1", "1"));
  }

  @Test
  void shouldHandleTheEnds() {
    assertThat(epsilon("0", "1e-6")).isZero();
    assertThat(delta("0", "1")).isZero();
    assertThat(delta("1000", "0"))
        .isLessThanOrEqualTo(BigDecimal.ONE)
        .isGreaterThan(new BigDecimal("0.99"));
    assertThat(epsilon("1e-12", "0.5")).isZero();
    assertThat(epsilon("1e-15", "1e-100").signum()).isPositive();
    assertThat(epsilon("1000", "1e-100")).isLessThan(new BigDecimal("2000"));
  }

  @Test
  void shouldNameWhatIsOutOfRange() {
    assertThatThrownBy(() -> epsilon("-1", "1e-6")).hasMessageContaining("rho");
    assertThatThrownBy(() -> epsilon("1", "0")).hasMessageContaining("delta");
    assertThatThrownBy(() -> epsilon("1", "1")).hasMessageContaining("delta");
    assertThatThrownBy(() -> delta("1", "-0.1")).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> rho("0", "1e-6")).hasMessageContaining("epsilon");
  }

  private static BigDecimal delta(String rho, String epsilon) {
    return ZcdpConversion.delta(new BigDecimal(rho), new BigDecimal(epsilon));
  }

  private static BigDecimal epsilon(String rho, String delta) {
    return ZcdpConversion.epsilon(new BigDecimal(rho), new BigDecimal(delta));
  }

  private static BigDecimal rho(String epsilon, String delta) {
    return ZcdpConversion.rho(new BigDecimal(epsilon), new BigDecimal(delta));
  }
}
