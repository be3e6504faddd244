package dev.attune.privacy.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  private static final MathContext SHOWN = new MathContext(45);

  @ParameterizedTest
  @CsvSource({
    // 45 digits by mpmath
    "1, 2.71828182845904523536028747135266249775724709",
    "-1, 0.367879441171442321595523770161460867445811131",
    "10.5, 36315.502674246637738912026901316617968931558",
    "-700, 9.85967654375977085670537294784946510511560018E-305",
    "1e-20, 1.00000000000000000001000000000000000000005000"
  })
  void shouldEncloseTheExponential(BigDecimal x, BigDecimal expected) {
    assertThat(Decimals.expUp(x)).isGreaterThan(Decimals.expDown(x));
    assertThat(Decimals.expUp(x).round(SHOWN)).isEqualByComparingTo(expected);
    assertThat(Decimals.expDown(x).round(SHOWN)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.693147180559945309417232121458176568075500134",
    "10, 2.30258509299404568401799145468436420760110149",
    "1e-9, -20.7232658369464111561619230921592778684099134",
    "0.999999, -0.00000100000050000033333358333353333350000014285727"
  })
  void shouldEncloseTheLogarithm(BigDecimal x, BigDecimal expected) {
    assertThat(Decimals.lnUp(x)).isGreaterThan(Decimals.lnDown(x));
    assertThat(Decimals.lnUp(x).doubleValue())
        .isCloseTo(expected.doubleValue(), Percentage.withPercentage(1e-12));
    assertThat(Decimals.lnUp(x).subtract(expected).abs()).isLessThan(new BigDecimal("1e-40"));
    assertThat(Decimals.lnDown(x).subtract(expected).abs()).isLessThan(new BigDecimal("1e-40"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-120", "0.3", "1", "9.99", "12345.678", "1e80"})
  void shouldInvert(BigDecimal x) {
    assertThat(Decimals.expUp(Decimals.lnUp(x))).isGreaterThanOrEqualTo(x);
    assertThat(Decimals.expDown(Decimals.lnDown(x))).isLessThanOrEqualTo(x);
  }

  @Test
  void shouldBoundWhatIsTooSmallToCompute() {
    BigDecimal bound = Decimals.expUp(new BigDecimal("-1e12"));

    assertThat(bound.signum()).isPositive();
    assertThat(bound).isLessThan(new BigDecimal("1e-1000000"));
    assertThat(Decimals.expDown(new BigDecimal("-1e12"))).isZero();
    assertThatThrownBy(() -> Decimals.expDown(new BigDecimal("1e12")))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Decimals.lnUp(BigDecimal.ZERO))
        .isInstanceOf(ArithmeticException.class);
  }
}
