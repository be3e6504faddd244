package dev.attune.models.folded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SigmoidTest {

  @Test
  void shouldBeWithinItsErrorOfTheTruth() {
    for (float x = -Sigmoid.BOUND; x <= Sigmoid.BOUND; x += 0x1p-10f) {
      assertThat((double) of(x)).as("of %s", x).isCloseTo(1 / (1 + Math.exp(-x)), within(2.5e-7));
    }
  }

  @Test
  void shouldStayBetweenZeroAndOneButForARoundingError() {
    for (float x = -Sigmoid.BOUND; x <= Sigmoid.BOUND; x += 0x1p-10f) {
      assertThat(of(x)).isBetween(-1e-7f, 1f + 1e-7f);
    }
    assertThat(of(0)).isEqualTo(0.5f);
  }

  @Test
  void shouldNotHideWhatIsNoNumber() {
    float[] value = {Float.NaN};

    Sigmoid.clamp(value, value);
    Sigmoid.of(value, value);

    assertThat(value[0]).isNaN();
  }

  @Test
  void shouldTakeFarValuesAtTheBound() {
    float[] values = {-1e30f, -18.5f, 3f, 18.5f, Float.POSITIVE_INFINITY};

    Sigmoid.clamp(values, values);

    assertThat(values).containsExactly(-18f, -18f, 3f, 18f, 18f);
  }

  private static float of(float x) {
    float[] out = new float[1];
    Sigmoid.of(new float[] {x}, out);
    return out[0];
  }
}
