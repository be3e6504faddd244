package dev.attune.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.bench.profile.FlightFile.Allocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

  @Test
  void shouldLeaveOutWhatAThreadAllocatedBeforeItWasLookedAt() {
    Allocation before = allocation(1, "a", 1_000_000);
    Allocation after = allocation(2, "a", 100);
    Allocation other = allocation(3, "b", 2_000_000);

    // Not in the order of time, as in a file.
    assertThat(FlightFile.measured(List.of(other, after, before))).containsExactly(after);
  }

  private static Allocation allocation(long second, String thread, long bytes) {
    return new Allocation(Instant.ofEpochSecond(second), thread, List.of(), bytes);
  }
}
