package dev.attune.topology.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against values known in closed form. */
class LogBetaTest {

  private static final double EULER = 0.57721566490153286;

  @Test
  void shouldKnowTheDigammaFunction() {
    assertThat(LogBeta.digamma(1)).isCloseTo(-EULER, within(1e-10));
    assertThat(LogBeta.digamma(2)).isCloseTo(1 - EULER, within(1e-10));
    assertThat(LogBeta.digamma(0.5)).isCloseTo(-EULER - 2 * Math.log(2), within(1e-10));
    assertThat(LogBeta.digamma(100)).isCloseTo(4.600161852738087, within(1e-10));
  }

  @Test
  void shouldKnowTheTrigammaFunction() {
    assertThat(LogBeta.trigamma(1)).isCloseTo(Math.PI * Math.PI / 6, within(1e-9));
    assertThat(LogBeta.trigamma(0.5)).isCloseTo(Math.PI * Math.PI / 2, within(1e-9));
    assertThat(LogBeta.trigamma(2)).isCloseTo(Math.PI * Math.PI / 6 - 1, within(1e-9));
  }

  @Test
  void shouldKnowTheLogarithmOfAUniformNumber() {
    // Beta(1, 1): minus the logarithm is exponential with mean and variance 1.
    assertThat(LogBeta.mean(1, 1)).isCloseTo(-1, within(1e-9));
    assertThat(LogBeta.variance(1, 1)).isCloseTo(1, within(1e-9));
  }
}
