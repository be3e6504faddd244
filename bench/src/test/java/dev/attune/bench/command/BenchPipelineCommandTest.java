package dev.attune.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A run is tested with a broker, in {@code PipelineBenchIT}. */
class BenchPipelineCommandTest {

  @Test
  void shouldSayWhatIsWrong() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    assertThat(run(out, err, "pipeline", "--rounds=0")).isEqualTo(1);
    assertThat(run(out, err, "pipeline", "--sides=bare,fast")).isEqualTo(1);
    assertThat(run(out, err, "pipeline", "--profile=nowhere")).isEqualTo(1);

    assertThat(err.toString())
        .contains("must be at least 1")
        .contains("There is no side fast; there are pass-through, bare,")
        .contains("There is no folder nowhere.");
  }

  private static int run(StringWriter out, StringWriter err, String... args) {
    return Bench.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
