package dev.attune.bench.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void shouldTakeTheMiddle() {
    assertThat(Spread.of(9, 1, 5)).isEqualTo(new Spread(1, 5, 9));
    assertThat(Spread.of(4, 1, 2, 3).median()).isEqualTo(2.5);
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void shouldLeaveOutAsManyAsTheBinomialAllows() {
    // P(at most 3 of 15 under the median) = 576 / 32768 = 0.0176, of 4: 0.0592.
    double[] samples = IntStream.rangeClosed(1, 15).asDoubleStream().toArray();

    assertThat(Spread.of(samples)).isEqualTo(new Spread(4, 8, 12));
  }

  @Test
  void shouldCoverTheTrueMedian() {
    Random random = new Random(3);
    int covered = 0;
    for (int i = 0; i < 2000; i++) {
      // Exponential: its median is ln 2, and nothing about it is normal.
      Spread spread =
          Spread.of(random.doubles(15).map(uniform -> -Math.log(1 - uniform)).toArray());
      covered += spread.low() <= Math.log(2) && Math.log(2) <= spread.high() ? 1 : 0;
    }
    // The coverage is 0.9648; four standard deviations of 2000 tries are 0.0165.
    assertThat(covered / 2000.0).isBetween(0.948, 0.981);
  }

  @Test
  void shouldNotTakeTheMiddleOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(Spread::of);
  }
}
