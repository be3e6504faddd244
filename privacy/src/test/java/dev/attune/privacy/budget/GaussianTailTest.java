package dev.attune.privacy.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.noise.DiscreteGaussian;
import java.math.BigDecimal;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class GaussianTailTest {

  @ParameterizedTest
  @CsvFileSource(resources = "tail-golden.csv", numLinesToSkip = 1)
  void shouldBeTightAndNeverBelow(long numerator, long denominator, long m, BigDecimal golden) {
    GaussianTail tail = new GaussianTail(DiscreteGaussian.ofVariance(numerator, denominator));

    BigDecimal probability = tail.atLeast(m);

    assertThat(probability.doubleValue())
        .isCloseTo(golden.doubleValue(), Percentage.withPercentage(1e-12));
    assertThat(probability)
        .isGreaterThanOrEqualTo(golden.multiply(new BigDecimal("0.99999999999999999")));
  }

  @Test
  void shouldBoundTheEnds() {
    GaussianTail narrow = new GaussianTail(DiscreteGaussian.ofVariance(1, 1L << 40));
    GaussianTail wide = new GaussianTail(DiscreteGaussian.ofVariance(1L << 40));

    assertThat(narrow.atLeast(0)).isOne();
    assertThat(narrow.atLeast(1)).isLessThan(new BigDecimal("1e-1000000"));
    // sigma = 2^20: the sums end early, so the bound is an upper one but not tight.
    assertThat(wide.atLeast(1L << 20)).isBetween(new BigDecimal("0.158"), BigDecimal.ONE);
  }
}
