package dev.attune.models.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Fp16Test {

  @Test
  void shouldReadEveryHalfAsTheFormatDefinesIt() {
    for (int half = 0; half < 0x10000; half++) {
      float value = Fp16.toFloat((short) half);
      double expected = reference(half);
      if (Double.isNaN(expected)) {
        assertThat(value).as("half %04x", half).isNaN();
      } else {
        assertThat(Float.floatToRawIntBits(value))
            .as("half %04x", half)
            .isEqualTo(Float.floatToRawIntBits((float) expected));
      }
    }
  }

  @Test
  void shouldWriteEveryHalfBackAsItWas() {
    for (int half = 0; half < 0x10000; half++) {
      if (!Double.isNaN(reference(half))) {
        short back = Fp16.fromFloat(Fp16.toFloat((short) half));
        assertThat(back & 0xFFFF).isEqualTo(half);
      }
    }
    assertThat(Fp16.round(Float.NaN)).isNaN();
  }

  @Test
  void shouldRoundToTheNearestAndTiesToEven() {
    for (int half = 0; half < 0x7BFF; half++) {
      float below = Fp16.toFloat((short) half);
      float above = Fp16.toFloat((short) (half + 1));
      float middle = (below + above) / 2; // exact: a float has 13 bits more
      float tie = (half & 1) == 0 ? below : above;
      assertThat(Fp16.round(middle)).as("between %04x and the next", half).isEqualTo(tie);
      assertThat(Fp16.round(Math.nextDown(middle))).isEqualTo(below);
      assertThat(Fp16.round(Math.nextUp(middle))).isEqualTo(above);
      assertThat(Fp16.round(-middle)).isEqualTo(-tie);
    }
  }

  @Test
  void shouldRoundWhatIsTooLargeToInfinity() {
    assertThat(Fp16.round(65_504f)).isEqualTo(65_504f);
    assertThat(Fp16.round(Math.nextDown(65_520f))).isEqualTo(65_504f);
    assertThat(Fp16.round(65_520f)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Fp16.round(-Float.MAX_VALUE)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Fp16.round(Float.MIN_VALUE)).isEqualTo(0f);
  }

  @Test
  void shouldRoundPartsOfArrays() {
    float[] values = {0.1f, 0.1f, 0.1f, 0.1f};

    Fp16.round(values, 1, 2);

    assertThat(values).containsExactly(0.1f, 0.099975586f, 0.099975586f, 0.1f);
  }

  /** The value of a half by the definition in IEEE 754-2008, section 3.4. */
  private static double reference(int half) {
    int exponent = half >>> 10 & 0x1F;
    int fraction = half & 0x3FF;
    double sign = half < 0x8000 ? 1 : -1;
    if (exponent == 31) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * fraction * Math.pow(2, -24)
        : sign * (1024 + fraction) * Math.pow(2, exponent - 25);
  }
}
