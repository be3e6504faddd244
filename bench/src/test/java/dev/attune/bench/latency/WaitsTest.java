package dev.attune.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WaitsTest {

  @Test
  void shouldFindWhatMostDoNotExceed() {
    Waits waits = new Waits(LongStream.rangeClosed(1, 200).toArray());

    assertThat(waits.percentile(50)).isEqualTo(100);
    assertThat(waits.percentile(99)).isEqualTo(198);
    assertThat(waits.longest()).isEqualTo(200);
  }

  @Test
  void shouldSayThatNothingCame() {
    assertThatThrownBy(() -> new Waits(new long[0]).percentile(50))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing came of any event");
  }
}
