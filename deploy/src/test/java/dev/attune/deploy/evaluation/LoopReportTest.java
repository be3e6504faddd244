package dev.attune.deploy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.evaluate.loop.Finding;
import dev.attune.evaluate.loop.Finding.Goal;
import dev.attune.evaluate.loop.Grid;
import dev.attune.evaluate.loop.LoopResult;
import dev.attune.evaluate.loop.LoopSettings;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopReportTest {

  @Test
  void shouldReportGoalsIntervalsAndTables() {
    // given
    Estimate uplift = new Estimate(2.5, 2.1, 2.9);
    Estimate harmed = new Estimate(0.04, 0.03, 0.05);
    Estimate exact = new Estimate(7, 7, 7);
    LoopResult result =
        new LoopResult(
            List.of(
                new Finding("loop.uplift", uplift, "ratio", new Goal(1.5, true)),
                new Finding("loop.opened_harmed", harmed, "share", new Goal(0.03, false)),
                new Finding("loop.pins_lost", exact, "count", null),
                new Finding("loop.nothing", Estimate.NONE, "share", null)),
            List.of(new Grid("by_week", List.of("week"), List.of(List.of("1")))));
    LoopSettings settings = LoopSettings.of(3, 20, List.of(5001L, 5002L), 0);

    // when
    Report report =
        LoopReport.of(result, settings, "some-release", Instant.EPOCH, new Bootstrap(5, 100));

    // then
    assertThat(report.figures())
        .containsExactly(
            new Figure("loop.uplift", 2.5, "ratio").between(2.1, 2.9).atLeast(1.5),
            new Figure("loop.opened_harmed", 0.04, "share").between(0.03, 0.05).atMost(0.03),
            new Figure("loop.pins_lost", 7, "count"));
    assertThat(report.figures()).extracting(Figure::met).containsExactly(true, false, null);
    assertThat(report.tables())
        .containsEntry("release", "some-release")
        .containsEntry("seeds", "5001, 5002");
    assertThat(report.seed()).isEqualTo(5001);
    assertThat(report.toJson()).contains("\"by_week\":[{\"week\":\"1\"}]");
  }
}
