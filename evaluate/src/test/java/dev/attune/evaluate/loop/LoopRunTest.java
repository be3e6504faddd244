package dev.attune.evaluate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.usage.UsageModel;
import dev.attune.topology.engine.DecisionSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A short form of what {@code attune evaluate loop} does; nothing here is as good as it gets. */
class LoopRunTest {

  private static final int DAYS = 10;
  private static final LoopSettings SETTINGS = new LoopSettings(12, DAYS, List.of(5003L), 3, 4, 7);

  private static final List<Integer> PROGRESS = new ArrayList<>();
  private static LoopResult result;
  private static int work;

  @BeforeAll
  static void run() {
    try (OnnxRelease release = OnnxRelease.builtIn();
        UsageModel model = release.newModel()) {
      LoopRun run = new LoopRun(SETTINGS, DecisionSettings.defaults(), model);
      work = run.work();
      result = run.run(PROGRESS::add, new Bootstrap(5, 100));
    }
  }

  @Test
  void shouldFindThatPersonalDecisionsAreTakenMoreOften() {
    assertThat(result.finding("loop.uplift").estimate().low()).isGreaterThan(1.2);
    assertThat(value("loop.acceptance.treated"))
        .isGreaterThan(value("loop.acceptance.control"))
        .isBetween(0.1, 0.9);
    assertThat(value("loop.regret.treated"))
        .isLessThan(value("loop.regret.control"))
        .isBetween(0.0, 0.9);
  }

  @Test
  void shouldFindThatNothingHappensThatMustNot() {
    assertThat(value("loop.dismissed_back")).isZero();
    assertThat(value("loop.pins_lost")).isZero();
    assertThat(value("loop.invalid")).isZero();
  }

  @Test
  void shouldFindSharesOnly() {
    assertThat(result.findings())
        .filteredOn(finding -> finding.unit().equals("share"))
        .hasSizeGreaterThan(10)
        .allSatisfy(finding -> assertThat(finding.estimate().value()).isBetween(0.0, 1.0))
        .allSatisfy(
            finding ->
                assertThat(finding.estimate().value())
                    .isBetween(finding.estimate().low(), finding.estimate().high()));
  }

  @Test
  void shouldHaveARowForEveryDayAndCategory() {
    assertThat(grid("acceptance_by_day").rows()).hasSize(DAYS);
    assertThat(grid("by_week").rows()).hasSize(2);
    assertThat(grid("notifications_by_category").rows())
        .hasSizeGreaterThan(8)
        .noneMatch(row -> row.get(0).equals("alarm") || row.get(0).equals("call"));
    assertThat(grid("habit_change_by_day").rows()).hasSize(5);
    assertThat(result.grids())
        .allSatisfy(
            grid -> assertThat(grid.rows()).allMatch(row -> row.size() == grid.columns().size()));
  }

  @Test
  void shouldLiveTheSameUntilHabitsChange() {
    // two days before it, no user's local midnight has come yet
    assertThat(grid("habit_change_by_day").rows().get(0).get(0)).isEqualTo("-2");
    assertThat(grid("habit_change_by_day").rows().get(0).get(3)).isEqualTo(1.0);
    assertThat(grid("habit_change_by_day").rows().get(3).get(3)).isNotEqualTo(1.0);
  }

  @Test
  void shouldTellHowFarItIs() {
    assertThat(work).isEqualTo(4 * DAYS);
    assertThat(PROGRESS).hasSize(work).isSorted().last().isEqualTo(work);
  }

  @Test
  void shouldCompareWaysToUseAnswers() {
    LoopSettings few = new LoopSettings(4, 6, List.of(5003L), 1, 2, 0);
    try (OnnxRelease release = OnnxRelease.builtIn();
        UsageModel model = release.newModel()) {
      LoopRun run = new LoopRun(few, DecisionSettings.defaults(), model);

      Grid grid = run.compareAnswers(done -> {}, new Bootstrap(5, 40));

      assertThat(run.workOfComparison()).isEqualTo(4 * 6);
      assertThat(grid.rows()).hasSize(4);
      // Against itself, not using answers at all is as good as itself.
      assertThat(grid.rows().get(0).get(4)).isEqualTo(1.0);
      assertThat(grid.rows().stream().map(row -> row.get(1)).distinct()).hasSizeGreaterThan(1);
    }
  }

  private static double value(String name) {
    return result.finding(name).estimate().value();
  }

  private static Grid grid(String name) {
    return result.grids().stream().filter(grid -> grid.name().equals(name)).findFirst().get();
  }
}
