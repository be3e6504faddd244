package dev.attune.evaluate.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoopSettingsTest {

  @Test
  void shouldCountAcceptanceAfterTwoWeeks() {
    assertThat(LoopSettings.of(1, 15, List.of(1L), 0).upliftFromDay()).isEqualTo(14);
    assertThatThrownBy(() -> LoopSettings.of(1, 14, List.of(1L), 0))
        .hasMessage("Acceptance counts after 14 days, so there must be more than that, not 14.");
  }

  @Test
  void shouldRefuseWhatCannotBeSimulated() {
    assertThatThrownBy(() -> LoopSettings.of(0, 15, List.of(1L), 0)).hasMessageContaining("user");
    assertThatThrownBy(() -> LoopSettings.of(1, 15, List.of(), 0)).hasMessageContaining("seed");
    assertThatThrownBy(() -> LoopSettings.of(1, 15, List.of(1L, 1L), 0))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> LoopSettings.of(1, 15, List.of(1L), 15))
        .hasMessageContaining("between day 7 and day 15");
    assertThatThrownBy(() -> LoopSettings.of(1, 15, List.of(1L), 7))
        .hasMessageContaining("between day 7 and day 15");
  }
}
