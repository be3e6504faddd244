package dev.attune.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LatencyBenchIT {

  @Test
  void shouldReportHowLongOutputsTake() {
    Report report = new LatencyBench(5, 100, 4, 1, 2, OptionalInt.of(150), line -> {}).run();

    assertThat(report.figures())
        .extracting(Figure::name)
        .containsExactly(
            "latency.p50", "latency.p99", "latency.longest", "latency.outputs", "latency.rate");
    assertThat(report.figures()).allSatisfy(figure -> assertThat(figure.value()).isPositive());
    assertThat(report.value("latency.rate")).hasValue(150);
    assertThat(report.details())
        .singleElement()
        .satisfies(time -> assertThat(time.rows()).anyMatch(row -> row.get(0).equals("measured")));
  }
}
