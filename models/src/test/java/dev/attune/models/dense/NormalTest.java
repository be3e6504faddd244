package dev.attune.models.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalTest {

  @Test
  void shouldBeWithinItsErrorOfTheTruth() {
    for (float x = -8; x <= 8; x += 0x1p-8f) {
      double truth = x * distribution(x);

      assertThat((double) gelu(x))
          .as("of %s", x)
          .isCloseTo(truth, within(3e-7 * (1 + Math.abs(x))));
    }
  }

  @Test
  void shouldKeepFarValuesOrDropThem() {
    assertThat(gelu(1000f)).isEqualTo(1000f, within(1e-3f));
    assertThat(gelu(-1000f)).isEqualTo(0f, within(1e-3f));
    assertThat(gelu(0f)).isZero();
  }

  @Test
  void shouldNotHideWhatIsNoNumber() {
    assertThat(gelu(Float.NaN)).isNaN();
  }

  /** By Simpson's rule from 0, in steps of at most 1/100. */
  private static double distribution(double x) {
    int steps = 2 + 2 * (int) (50 * Math.abs(x));
    double width = x / steps;
    double sum = density(0) + density(x);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * density(i * width);
    }
    return 0.5 + sum * width / 3;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static float gelu(float x) {
    float[] value = {x};
    Normal.gelu(value);
    return value[0];
  }
}
