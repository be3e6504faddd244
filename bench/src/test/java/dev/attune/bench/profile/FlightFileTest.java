package dev.attune.bench.profile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of a run is read in {@code PipelineBenchIT}. */
class FlightFileTest {

  @TempDir private Path folder;

  @Test
  void shouldRefuseARecordingOfSomethingElse() throws IOException {
    Path file = folder.resolve("other.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      recording.stop();
      recording.dump(file);
    }

    assertThatThrownBy(() -> FlightSummary.of(file, 7, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no recording that attune bench");
  }
}
