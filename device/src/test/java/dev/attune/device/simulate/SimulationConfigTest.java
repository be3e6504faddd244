package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulationConfigTest {
  private static final Instant START = Instant.parse("2026-03-02T07:30:00.75Z");

  @Test
  void shouldCutTheStartToSeconds() {
    assertThat(SimulationConfig.of(1, 1, START).start())
        .isEqualTo(Instant.parse("2026-03-02T07:30:00Z"));
  }

  @Test
  void shouldRefuseWhatCanNotBeSimulated() {
    assertThatThrownBy(() -> SimulationConfig.of(1, 0, START))
        .hasMessage("users must be at least 1, not 0");
    assertThatThrownBy(() -> SimulationConfig.of(1, 1, START).withHabitChangeOnDay(0))
        .hasMessage("habitChangeDay must be -1 or at least 1, not 0");
    assertThatThrownBy(() -> SimulationConfig.of(1, 1, START).withDenyShare(1.5))
        .hasMessage("denyShare must be from 0 to 1, not 1.5");
    assertThatThrownBy(() -> new SimulationConfig(1, 1, START, false, Double.NaN, -1, 0, 0, ""))
        .hasMessage("drift must be at least 0, not NaN");
    assertThatThrownBy(() -> new SimulationConfig(1, 1, START, false, 0, -1, -0.1, 0, ""))
        .hasMessage("twoPhoneShare must be from 0 to 1, not -0.1");
    assertThatThrownBy(() -> SimulationConfig.of(1, 1, START).withRegion("moon"))
        .hasMessage("region must be eu, na or apac, not moon");
  }

  @Test
  void shouldKeepEverythingElseWhenOneThingChanges() {
    SimulationConfig config =
        SimulationConfig.of(5, 9, START)
            .withTruth()
            .withHabitChangeOnDay(3)
            .withRegion("na")
            .withDenyShare(0.5);

    assertThat(config)
        .isEqualTo(
            new SimulationConfig(
                5, 9, START, true, config.drift(), 3, config.twoPhoneShare(), 0.5, "na"));
  }
}
