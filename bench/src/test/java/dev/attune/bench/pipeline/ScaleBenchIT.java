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

    Report report = new ScaleBench(5, 100, 100, 5, said::add).run();

    assertThat(said).hasSize(3);
    near(report.value("scale.rate.1").orElseThrow(), 100);
    near(report.value("scale.rate.4").orElseThrow(), 400);
    assertThat(report.value("scale.ratio.4_to_1").orElseThrow()).isPositive();
  }

  private static void near(double rate, double expected) {
    // On a busy machine some come late.
    assertThat(rate).isBetween(expected * 0.3, expected * 2);
  }
}
