package dev.attune.topology.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDurationTest {

  @ParameterizedTest
  @CsvSource({
    "200ms,PT0.2S",
    "30s,PT30S",
    "15m,PT15M",
    "2h,PT2H",
    "1d,PT24H",
    "5 s,PT5S",
    "0ms,PT0S"
  })
  void shouldReadNumbersWithUnits(String text, Duration duration) {
    assertThat(ConfigDuration.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "-1s", "1.5h", "1 week", "99999999999s", "PT30S"})
  void shouldSayWhatADurationLooksLike(String text) {
    assertThatThrownBy(() -> ConfigDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30s");
  }

  @Property
  void shouldReadWhatItWrites(@ForAll @IntRange(max = 999_999_999) int milliseconds) {
    Duration duration = Duration.ofMillis(milliseconds);

    assertThat(ConfigDuration.parse(ConfigDuration.text(duration))).isEqualTo(duration);
  }
}
