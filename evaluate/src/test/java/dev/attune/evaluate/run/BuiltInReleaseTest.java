package dev.attune.evaluate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.result.Margin;
import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.result.RankerResult;
import dev.attune.evaluate.result.Split;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.usage.UsageModel;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The short form of {@code attune evaluate model}: the release that this build carries, on a few
 * simulated users that no report uses.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuiltInReleaseTest {

  private static final long SEED = 5_100;

  private final OnnxRelease release = OnnxRelease.builtIn();
  private final UsageModel model = release.newModel();
  private final ModelEvaluation found = evaluate();

  @BeforeAll
  void shouldAskEnough() {
    assertThat(found.questions(Split.BY_TIME)).isGreaterThan(2000);
  }

  @AfterAll
  void close() {
    model.close();
    release.close();
  }

  @Test
  void shouldBeatEveryBaseline() {
    for (Metric metric : List.of(Metric.HR5, Metric.NDCG5)) {
      Margin margin = found.margin(0, metric);

      assertThat(margin.difference().low())
          .as("%s over %s: %s", metric.label(), margin.baseline(), margin.difference())
          .isPositive();
    }
  }

  @Test
  void shouldComeNearTheOracle() {
    assertThat(found.ofOracle(0, Metric.HR5).value()).isGreaterThan(0.8);
  }

  @Test
  void shouldNotLetAnyoneBeatTheOracle() {
    List<RankerResult> results = found.results(Split.BY_TIME);
    RankerResult oracle = results.get(results.size() - 1);
    assertThat(oracle.ranker()).isEqualTo("oracle");

    for (RankerResult result : results.subList(0, results.size() - 1)) {
      assertThat(result.of(Metric.HR5).value())
          .as(result.ranker())
          .isLessThan(oracle.of(Metric.HR5).value());
    }
  }

  @Test
  void shouldPromiseWhatHappens() {
    assertThat(found.fiveReliability(0).error()).isLessThan(0.05);
    assertThat(found.engagement(0).model().auc())
        .isGreaterThan(found.engagement(0).usual().auc() - 0.02);
  }

  @Test
  void shouldFindTheSameAgain() {
    assertThat(evaluate().results(Split.BY_TIME)).isEqualTo(found.results(Split.BY_TIME));
  }

  private ModelEvaluation evaluate() {
    return ModelRun.simulated(List.of(model), List.of(SEED), 24, 9, "", new Bootstrap(5, 400))
        .withoutChange()
        .run(done -> {})
        .evaluation();
  }
}
