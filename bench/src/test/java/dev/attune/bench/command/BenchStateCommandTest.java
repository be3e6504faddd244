package dev.attune.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchStateCommandTest {

  private final StringWriter err = new StringWriter();

  private int bench(String... arguments) {
    return Bench.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments);
  }

  @Test
  void shouldSayWhatANumberMustBe() {
    assertThat(bench("state", "--users", "0")).isEqualTo(1);
    assertThat(err.toString()).contains("--users").contains("at least 1");
    assertThat(bench("peer", "--rounds", "0")).isEqualTo(1);
    assertThat(err.toString()).contains("--rounds");
  }

  @Test
  void shouldSayThatTheJobOnFlinkIsNotBuilt() {
    // Given
    String before = System.setProperty("attune.peer.home", "/nowhere");
    try {
      // Then
      assertThat(bench("peer", "--rounds", "1")).isEqualTo(1);
      assertThat(err.toString()).contains("./attune bench peer");
    } finally {
      if (before == null) {
        System.clearProperty("attune.peer.home");
      } else {
        System.setProperty("attune.peer.home", before);
      }
    }
  }
}
