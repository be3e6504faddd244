package dev.attune.evaluate.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlacesTest {

  @Test
  void shouldCountWhatComesBefore() {
    double[] scores = {0.1, 0.9, 0.5};

    assertThat(Places.of(scores, 3, 1)).isZero();
    assertThat(Places.of(scores, 3, 2)).isEqualTo(1);
    assertThat(Places.of(scores, 3, 0)).isEqualTo(2);
  }

  @Test
  void shouldNotRewardConstantScores() {
    assertThat(Places.of(new double[300], 300, 299)).isEqualTo(299);
  }

  @Test
  void shouldNotRewardBrokenScores() {
    double[] broken = {Double.NaN, Double.NaN, Double.NaN};
    double[] one = {1, Double.NaN, 0};

    assertThat(Places.of(broken, 3, 0)).isEqualTo(2);
    assertThat(Places.of(one, 3, 1)).isEqualTo(2);
    assertThat(Places.of(one, 3, 0)).isEqualTo(1);
  }

  @Property(tries = 200)
  void shouldAgreeWithSorting(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> values) {
    double[] scores = values.stream().mapToDouble(Integer::doubleValue).toArray();
    List<Integer> sorted =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .toList();

    int[] places =
        IntStream.range(0, scores.length).map(i -> Places.of(scores, scores.length, i)).toArray();

    assertThat(places)
        .containsExactly(IntStream.range(0, scores.length).map(sorted::indexOf).toArray());
    assertThat(Arrays.stream(places).distinct().count()).isEqualTo(scores.length);
  }
}
