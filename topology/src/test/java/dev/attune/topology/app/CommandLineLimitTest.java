package dev.attune.topology.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandLineLimitTest {

  @Test
  void shouldLetShortCommandLinesPass() {
    assertThatCode(() -> CommandLineLimit.check(CommandLineLimit.BYTES)).doesNotThrowAnyException();
    assertThatCode(CommandLineLimit::check).doesNotThrowAnyException();
  }

  @Test
  void shouldSayWhatToDoAboutALongOne() {
    assertThatThrownBy(() -> CommandLineLimit.check(CommandLineLimit.BYTES + 1))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("3901 bytes")
        .hasMessageContaining("CLASSPATH");
  }
}
