package dev.attune.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IsotonicTest {

  @Test
  void shouldPoolWhatFalls() {
    double[] fitted = Isotonic.fit(new double[] {1, 3, 1, 6}, new double[] {1, 1, 1, 1});

    assertThat(fitted).containsExactly(1, 2, 2, 6);
  }

  @Test
  void shouldWeighWhatItPools() {
    // 9 of 10 and then 0 of 2: 9 of 12 together
    assertThat(Isotonic.fit(new double[] {9, 0}, new double[] {10, 2})).containsExactly(0.75, 0.75);
  }

  @Test
  void shouldFillPointsWithoutWeight() {
    assertThat(Isotonic.fit(new double[] {0, 1, 0, 4}, new double[] {0, 2, 0, 4}))
        .containsExactly(0.5, 0.5, 0.5, 1);
    assertThat(Isotonic.fit(new double[] {0, 0}, new double[] {0, 0})).containsOnly(Double.NaN);
  }

  @Property(tries = 200)
  void shouldNeverFallAndKeepTheSum(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 100) Integer> hits) {
    double[] sum = new double[hits.size()];
    double[] weight = new double[hits.size()];
    double all = 0;
    for (int i = 0; i < hits.size(); i++) {
      sum[i] = hits.get(i);
      weight[i] = 1 + i % 3;
      all += sum[i];
    }

    double[] fitted = Isotonic.fit(sum, weight);

    double again = 0;
    for (int i = 0; i < hits.size(); i++) {
      again += fitted[i] * weight[i];
      if (i > 0) {
        assertThat(fitted[i]).isGreaterThanOrEqualTo(fitted[i - 1] - 1e-12);
      }
    }
    assertThat(again).isCloseTo(all, Offset.offset(1e-6 * (1 + all)));
  }
}
