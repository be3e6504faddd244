package dev.attune.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.privacy.conformance.SeededBits;
import org.junit.jupiter.api.Test;

class OneTimeNoiseTest {

  private static final DiscreteGaussian GAUSSIAN = DiscreteGaussian.ofVariance(100);

  @Test
  void shouldAddTheNoiseThatWasDrawn() {
    SeededBits again = new SeededBits(5);
    long[] exact = {1_000, 2_000, 3_000};

    long[] noisy = GAUSSIAN.draw(3, new SeededBits(5)).addTo(exact);

    for (int i = 0; i < 3; i++) {
      assertThat(noisy[i] - exact[i]).isEqualTo(GAUSSIAN.sample(again));
    }
    assertThat(exact).containsExactly(1_000, 2_000, 3_000);
  }

  @Test
  void shouldNotBeUsedTwice() {
    OneTimeNoise noise = GAUSSIAN.draw(2, new SeededBits(5));
    noise.addTo(new long[2]);

    assertThatThrownBy(() -> noise.addTo(new long[2])).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldBeUsedUpByAnOverflow() {
    OneTimeNoise noise = new OneTimeNoise(new long[] {3, 1});

    assertThatThrownBy(() -> noise.addTo(new long[] {0, Long.MAX_VALUE}))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> noise.addTo(new long[2])).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRefuseAVectorOfAnotherLength() {
    OneTimeNoise noise = new OneTimeNoise(new long[] {3, 1});

    assertThatThrownBy(() -> noise.addTo(new long[3])).isInstanceOf(IllegalArgumentException.class);
    assertThat(noise.addTo(new long[2])).containsExactly(3, 1);
  }

  @Test
  void shouldNotPrintTheNoise() {
    assertThat(new OneTimeNoise(new long[] {31337})).hasToString("OneTimeNoise(1 cells)");
  }

  @Test
  void shouldDrawForAtLeastOneCell() {
    assertThatThrownBy(() -> GAUSSIAN.draw(0, new SeededBits(5)))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("cells");
  }
}
