package dev.attune.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {

  /**
   * By hand: 1 / log2(2) = 1, 1 / log2(3) = 0.6309, 1 / log2(6) = 0.3869, 1 / log2(11) = 0.2891.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1, 1, 1, 1",
    "1, 0, 1, 1, 0.6309, 0.6309, 0.5",
    "4, 0, 1, 1, 0.3869, 0.3869, 0.2",
    "5, 0, 0, 1, 0, 0.3562, 0.1667",
    "9, 0, 0, 1, 0, 0.2891, 0.1",
    "10, 0, 0, 0, 0, 0, 0.0909",
    "299, 0, 0, 0, 0, 0, 0.0033"
  })
  void shouldValuePlacesAsByHand(
      int place, double hr1, double hr5, double hr10, double ndcg5, double ndcg10, double mrr) {
    assertThat(Metric.HR1.of(place)).isEqualTo(hr1);
    assertThat(Metric.HR5.of(place)).isEqualTo(hr5);
    assertThat(Metric.HR10.of(place)).isEqualTo(hr10);
    assertThat(Metric.NDCG5.of(place)).isCloseTo(ndcg5, within(5e-5));
    assertThat(Metric.NDCG10.of(place)).isCloseTo(ndcg10, within(5e-5));
    assertThat(Metric.MRR.of(place)).isCloseTo(mrr, within(5e-5));
  }

  @Test
  void shouldRefusePlacesThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> Metric.HR5.of(-1));
  }
}
