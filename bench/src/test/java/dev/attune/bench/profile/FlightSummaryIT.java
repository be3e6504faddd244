package dev.attune.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.bench.pipeline.PipelineBench;
import dev.attune.bench.pipeline.PipelineSettings;
import dev.attune.bench.pipeline.PipelineSide;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightSummaryIT {

  @TempDir private Path folder;

  @Test
  void shouldSayWhereTheTimeOfARunWent() {
    // Given
    PipelineSettings settings =
        new PipelineSettings(
            5, List.of(PipelineSide.ATTUNE), 1, 100, 8_000, 1_000, 1, 2, 10, Optional.of(folder));
    new PipelineBench(settings, line -> {}).run();

    // When
    Report report =
        FlightSummary.of(PipelineBench.recording(folder, PipelineSide.ATTUNE, 0), 5, Instant.EPOCH);

    // Then
    assertThat(report.value("profile.cpu_stream").orElseThrow()).isPositive();
    assertThat(report.figures())
        .filteredOn(figure -> figure.name().startsWith("profile.share."))
        .isNotEmpty()
        .satisfies(
            shares ->
                assertThat(shares.stream().mapToDouble(Figure::value).sum()).isBetween(0.99, 1.01));
    assertThat(report.details()).allSatisfy(table -> assertThat(table.rows()).isNotEmpty());
  }
}
