package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  @Property
  void shouldGiveThePercentilesOfASortedList(
      @ForAll @NotEmpty List<@IntRange(max = 59_999) Integer> millis,
      @ForAll @IntRange(min = 1, max = 100) int percent) {
    LatencyHistogram histogram = new LatencyHistogram();
    millis.forEach(histogram::record);

    List<Integer> sorted = millis.stream().sorted().toList();
    int rank = (percent * millis.size() + 99) / 100;
    assertThat(histogram.percentile(percent)).isEqualTo((long) sorted.get(rank - 1));
  }

  @Test
  void shouldKeepWhatIsOutOfRangeAtItsEnds() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(-5);
    histogram.record(1_000_000);

    assertThat(histogram.percentile(50)).isZero();
    assertThat(histogram.percentile(100)).isEqualTo(60_000);
  }

  @Test
  void shouldBeZeroWhenEmpty() {
    assertThat(new LatencyHistogram().percentile(99)).isZero();
  }
}
