package dev.attune.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineBenchIT {

  @Test
  void shouldRunSidesOnABrokerOfItsOwn() {
    PipelineSettings settings =
        new PipelineSettings(
            5,
            List.of(PipelineSide.BARE, PipelineSide.ATTUNE, PipelineSide.REENCODE),
            1,
            100,
            4_000,
            1_000,
            1,
            2,
            10,
            Optional.empty());
    List<String> said = new ArrayList<>();

    Report report = new PipelineBench(settings, said::add).run();

    assertThat(report.figures())
        .extracting(Figure::name)
        .contains(
            "pipeline.ratio.attune_to_bare",
            "pipeline.ratio.attune_to_reencode",
            "pipeline.rate.attune",
            "pipeline.cpu.bare");
    assertThat(report.figures()).allSatisfy(figure -> assertThat(figure.value()).isPositive());
    assertThat(said).anyMatch(line -> line.contains("reencode"));
  }
}
