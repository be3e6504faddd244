package dev.attune.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.privacy.conformance.SeededBits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureRandomBitsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 31, 32, 33, 62, 63})
  void shouldSetEveryBitOfEveryWidthHalfOfTheTime(int width) {
    RandomBits bits = RandomBits.secure();
    int n = 4_000;
    int[] ones = new int[width];
    for (int i = 0; i < n; i++) {
      long drawn = bits.next(width);
      assertThat(drawn >>> width).isZero();
      for (int b = 0; b < width; b++) {
        ones[b] += (int) (drawn >>> b & 1);
      }
    }

    // 8 standard deviations, sqrt(n)/2 each: 1.3e-15 per bit
    for (int count : ones) {
      assertThat(Math.abs(count - n / 2)).isLessThan((int) (8 * Math.sqrt(n) / 2));
    }
  }

  @Test
  void shouldDifferBetweenInstances() {
    assertThat(RandomBits.secure().next(63)).isNotEqualTo(RandomBits.secure().next(63));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64, -1})
  void shouldRefuseOtherWidths(int width) {
    RandomBits bits = RandomBits.secure();
    assertThatThrownBy(() -> bits.next(width)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseBrokenSources() {
    RandomBits stuck = count -> 5;
    SeededBits fair = new SeededBits(3);
    RandomBits biased = count -> fair.next(count) | fair.next(count) & fair.next(count);
    long[] words = new long[20];
    for (int i = 0; i < words.length; i++) {
      words[i] = fair.next(63);
    }
    int[] drawn = new int[1];
    RandomBits shortPeriod = count -> words[drawn[0]++ % words.length];

    assertThatThrownBy(() -> HealthCheck.passed(stuck)).hasMessageContaining("repeats");
    assertThatThrownBy(() -> HealthCheck.passed(shortPeriod)).hasMessageContaining("repeats");
    assertThatThrownBy(() -> HealthCheck.passed(biased)).hasMessageContaining("biased");
    assertThat(HealthCheck.passed(fair)).isSameAs(fair);
  }
}
