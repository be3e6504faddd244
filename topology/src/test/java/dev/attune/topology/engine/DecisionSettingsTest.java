package dev.attune.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecisionSettingsTest {

  @Test
  void shouldShortenTheIntervalAfterFeedbackWithTheInterval() {
    DecisionSettings settings = DecisionSettings.defaults().withInterval(Duration.ofSeconds(5));

    assertThat(settings.recommendations().interval()).hasSeconds(5);
    assertThat(settings.recommendations().afterFeedback()).hasSeconds(5);
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    DecisionSettings settings = DecisionSettings.defaults();

    assertThatThrownBy(() -> settings.withMaximumItems(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.withMaximumItems(21))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.withInterval(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
