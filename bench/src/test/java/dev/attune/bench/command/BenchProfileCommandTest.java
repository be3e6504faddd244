package dev.attune.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of a run is read in {@code FlightSummaryIT}. */
class BenchProfileCommandTest {

  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    Path noRecording = Files.writeString(folder.resolve("no.jfr"), "no recording");

    assertThat(profile("--side=fast")).isEqualTo(1);
    assertThat(profile("--events=1")).isEqualTo(1);
    assertThat(profile("--threads=0")).isEqualTo(1);
    assertThat(profile("--read=nowhere.jfr")).isEqualTo(1);
    assertThat(profile("--read=" + noRecording)).isEqualTo(1);

    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("There is no side fast; there are pass-through,"),
            line -> assertThat(line).contains("--events at least 10."),
            line -> assertThat(line).contains("--threads must be at least 1."),
            line -> assertThat(line).contains("There is no file nowhere.jfr."),
            line -> assertThat(line).contains("no.jfr can't be read"));
  }

  private int profile(String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "profile";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return Bench.run(
        new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), arguments);
  }
}
