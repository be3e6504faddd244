package dev.attune.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineReportTest {

  @Test
  void shouldCompareRoundsInPairs() {
    Map<PipelineSide, List<SideSample>> samples = new EnumMap<>(PipelineSide.class);
    samples.put(PipelineSide.BARE, List.of(sample(2000), sample(1000), sample(500)));
    samples.put(PipelineSide.WITHOUT_MODEL, List.of(sample(800), sample(400), sample(200)));
    samples.put(PipelineSide.ATTUNE, List.of(sample(1000), sample(500), sample(500)));

    Report report = PipelineReport.of(settings(samples), Instant.EPOCH, samples);

    assertThat(report.figures())
        .filteredOn(figure -> figure.reach() != null)
        .extracting(Figure::name, Figure::value, Figure::met)
        .containsExactly(
            tuple("pipeline.ratio.attune_to_bare", 2.0, true),
            tuple("pipeline.cpu.with_model_to_without", 1.25, true));
    assertThat(report.value("pipeline.cpu.attune")).hasValue(0.5);
    assertThat(report.details()).hasSize(2);
  }

  @Test
  void shouldReadBackWhatASideSays() {
    SideSample sample = sample(1234);

    assertThat(SideSample.isSample(sample.line())).isTrue();
    assertThat(SideSample.of(sample.line())).isEqualTo(sample);
    assertThat(SideSample.isSample("WARN samples")).isFalse();
  }

  private static PipelineSettings settings(Map<PipelineSide, List<SideSample>> samples) {
    return new PipelineSettings(
        7, List.copyOf(samples.keySet()), 3, 10, 100, 40, 1, 4, 60, Optional.empty());
  }

  private static SideSample sample(long nanos) {
    return new SideSample(1, nanos, nanos / 2, nanos, 100, 0, nanos / 4);
  }
}
