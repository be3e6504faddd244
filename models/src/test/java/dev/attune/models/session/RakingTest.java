package dev.attune.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RakingTest {

  // A candidate counts in cell 0, in 1, in both, or in none.
  private static final int[][] COUNTED = {{0}, {1}, {0, 1}, {}};

  @Test
  void shouldMeetTheTarget() {
    double[] weights =
        new Raking(COUNTED, new double[] {0.6, 0.3}, new double[] {1e-9, 1e-9}).weights();

    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
    assertThat(weights[0] + weights[2]).isCloseTo(0.6, within(1e-5));
    assertThat(weights[1] + weights[2]).isCloseTo(0.3, within(1e-5));
    // Of all such weights the closest to equal ones: both cells stay independent.
    assertThat(weights[2]).isCloseTo(0.6 * 0.3, within(1e-5));
  }

  @Test
  void shouldLeaveWhatIsNotKnown() {
    double[] weights =
        new Raking(COUNTED, new double[] {0.9, 0.5}, new double[] {1e9, 1e9}).weights();
    for (double weight : weights) {
      assertThat(weight).isCloseTo(0.25, within(1e-6));
    }
  }

  @Test
  void shouldNotFailOnWhatCantBe() {
    double[] weights = new Raking(COUNTED, new double[] {3, -1}, new double[] {0, 0}).weights();
    assertThat(weights).doesNotContain(Double.NaN);
    assertThat(weights[0]).isGreaterThan(0.9);
  }
}
