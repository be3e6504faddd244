package dev.attune.device.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void shouldPassAnHourOfTheLogInASecond() {
    Pace pace = new Pace(10_000, STARTED, 3_600);

    assertThat(pace.untilDue(10_000, STARTED)).isZero();
    assertThat(pace.untilDue(10_000 + 7_200, STARTED)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pace.untilDue(10_000 + 7_200, STARTED.plusMillis(1_500)))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(pace.untilDue(10_000 + 7_200, STARTED.plusSeconds(9))).isZero();
  }

  @Test
  void shouldNeverWaitAtInfiniteSpeed() {
    Pace pace = new Pace(0, STARTED, Double.POSITIVE_INFINITY);

    assertThat(pace.untilDue(4_000_000_000L, STARTED)).isZero();
  }

  @Test
  void shouldRefuseToStandStill() {
    assertThatThrownBy(() -> new Pace(0, STARTED, 0)).hasMessage("speed must be over 0, not 0.0");
    assertThatThrownBy(() -> new Pace(0, STARTED, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
