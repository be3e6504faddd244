package dev.attune.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleBenchIT {

  @Test
  void shouldGiveEachInstanceItsShare() {
    List<String> said = new ArrayList<>();

    Report report = new ScaleBench(List.of(1, 2), 5, 100, 100, 5, said::add).run();

    assertThat(said).hasSize(2);
    assertThat(report.value("scale.rate.1").orElseThrow()).isPositive();
    assertThat(report.value("scale.rate.2").orElseThrow()).isPositive();
    assertThat(report.value("scale.ratio.2_to_1").orElseThrow()).isPositive();
  }
}
