package dev.attune.topology.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.topology.fixture.Phone;
import org.junit.jupiter.api.Test;

class KeyedNumbersTest {

  private static final int DRAWS = 100_000;

  @Test
  void shouldDrawAboutNormalNumbers() {
    double sum = 0;
    double squares = 0;
    int beyondOne = 0;
    for (int i = 0; i < DRAWS; i++) {
      double drawn = KeyedNumbers.normal(KeyedNumbers.key(Phone.user(i % 100), 7, 1), i / 100);
      sum += drawn;
      squares += drawn * drawn;
      beyondOne += Math.abs(drawn) > 1 ? 1 : 0;
    }

    // Five standard errors: 1 / sqrt(n) of the mean, sqrt(2 / n) of the variance.
    assertThat(sum / DRAWS).isCloseTo(0, within(0.016));
    assertThat(squares / DRAWS).isCloseTo(1, within(0.023));
    assertThat(beyondOne / (double) DRAWS).isCloseTo(0.317, within(0.03));
  }

  @Test
  void shouldDrawTheSameForTheSameKeyAndOtherwiseNot() {
    long key = KeyedNumbers.key(Phone.user(1), 20_000, 64);

    assertThat(KeyedNumbers.key(Phone.user(1), 20_000, 64)).isEqualTo(key);
    assertThat(KeyedNumbers.key(Phone.user(2), 20_000, 64)).isNotEqualTo(key);
    assertThat(KeyedNumbers.key(Phone.user(1), 20_001, 64)).isNotEqualTo(key);
    assertThat(KeyedNumbers.key(Phone.user(1), 20_000, 65)).isNotEqualTo(key);
    assertThat(KeyedNumbers.normal(key, 5)).isEqualTo(KeyedNumbers.normal(key, 5));
    assertThat(KeyedNumbers.normal(key, 5)).isNotEqualTo(KeyedNumbers.normal(key, 6));
  }
}
