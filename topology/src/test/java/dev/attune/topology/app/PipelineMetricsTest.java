package dev.attune.topology.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.topology.ingest.Rejection;
import dev.attune.topology.stream.PipelineCounters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineMetricsTest {

  @Test
  void shouldBindAllMetersBeforeAnythingHappened() {
    // Given
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    // When
    new PipelineMetrics(new PipelineCounters(), List::of).bindTo(registry);

    // Then
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .extracting(Meter.Id::getName)
        .allSatisfy(name -> assertThat(name).startsWith("attune."));
    assertThat(registry.find("attune.events.rejected").functionCounters())
        .hasSize(Rejection.values().length)
        .allSatisfy(counter -> assertThat(counter.count()).isZero());
    assertThat(registry.find("attune.outputs").tag("kind", "recommendations").functionCounter())
        .isNotNull();
  }

  @Test
  void shouldHaveAMeterForEveryCount() {
    // Given
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    // When
    new PipelineMetrics(new PipelineCounters(), List::of).bindTo(registry);

    // Then
    assertThat(registry.getMeters())
        .hasSize(
            PipelineCounters.Count.values().length
                + Rejection.values().length
                + 2 * PipelineCounters.Response.values().length);
  }
}
