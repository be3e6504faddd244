package dev.attune.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateBenchIT {

  @Test
  void shouldMeasureAnInstanceThatRestoresItsUsers() {
    // Given
    StateSettings settings =
        new StateSettings(
            5, 300, 100, 20, 30, 2_000, 1, 1, 1, 100, Optional.empty(), Instant.now());
    List<String> said = new ArrayList<>();

    // When
    Report report = new StateBench(settings, said::add).run();

    // Then
    assertThat(report.figures())
        .extracting(Figure::name)
        .containsExactly(
            "state.rss_mib",
            "state.disk_bytes_per_user",
            "state.restore_s",
            "state.ratio.million_to_ten_thousand",
            "state.ratio.million_to_ten_thousand_cpu",
            "state.profile_bytes",
            "state.changelog_bytes_per_user",
            "state.changelog_bytes_per_event",
            "state.event_bytes");
    assertThat(report.figures()).allSatisfy(figure -> assertThat(figure.value()).isPositive());
    // Every user is on disk, with a profile of some size.
    assertThat(report.value("state.disk_bytes_per_user").orElseThrow())
        .isGreaterThan(report.value("state.profile_bytes").orElseThrow());
    assertThat(said).anyMatch(line -> line.contains("300 users"));
  }
}
