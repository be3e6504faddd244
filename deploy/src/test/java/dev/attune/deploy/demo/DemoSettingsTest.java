package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {

  @Test
  void shouldSendRateTimesDuration() {
    assertThat(settings(10, 500, Duration.ofSeconds(30), false).events()).isEqualTo(15_000);
    assertThat(settings(10, 1, Duration.ofMillis(10), false).events()).isEqualTo(1);
    assertThat(settings(10, 500, null, false).events()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldRefuseWhatCannotBeSimulated() {
    assertThatThrownBy(() -> settings(0, 1, null, false)).hasMessageContaining("--users");
    assertThatThrownBy(() -> settings(1, 0, null, false)).hasMessageContaining("--rate");
    assertThatThrownBy(() -> settings(1, 1, Duration.ZERO, false))
        .hasMessageContaining("--duration");
    assertThatThrownBy(() -> settings(1, 1, null, true)).hasMessageContaining("--deterministic");
  }

  @Test
  void shouldStartLongBeforeAnyClockThisRunsOn() {
    assertThat(DemoSettings.START).isBefore(Instant.parse("2025-01-01T00:00:00Z"));
  }

  private static DemoSettings settings(
      int users, int rate, Duration duration, boolean deterministic) {
    return new DemoSettings(users, rate, Optional.ofNullable(duration), 7, deterministic);
  }
}
