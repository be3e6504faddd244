package dev.attune.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchCommandsTest {

  @Test
  void shouldSayWhatIsWrong() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    assertThat(run(out, err, "wire", "--users=100", "--events=1000")).isEqualTo(1);
    assertThat(run(out, err, "latency", "--rate=0")).isEqualTo(1);
    assertThat(run(out, err, "scale", "--rate=0")).isEqualTo(1);

    assertThat(err.toString())
        .contains("--events at least 150 for each user")
        .contains("--users, --seconds and --rate must be at least 1.")
        .contains("--users, --rate and --seconds must be at least 1.");
  }

  private static int run(StringWriter out, StringWriter err, String... args) {
    return Bench.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
