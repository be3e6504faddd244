package dev.attune.evaluate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.device.replay.RecordedLog;
import dev.attune.evaluate.history.PlainLog;
import dev.attune.evaluate.history.RecordedHistories;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.result.DriftRecovery;
import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.result.RankerResult;
import dev.attune.evaluate.result.Split;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRunTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(5, 100);

  private final UsageModel counts = new StatisticalUsageModel(Vocabulary.of(List.of()));

  @Test
  void shouldGoThroughUsualAndChangingUsers() {
    List<Integer> progress = new ArrayList<>();
    ModelRun run =
        ModelRun.simulated(List.of(counts), List.of(5_101L, 5_102L), 3, 6, "", BOOTSTRAP);

    ModelRun.Outcome outcome = run.run(progress::add);

    assertThat(run.work()).isEqualTo(12);
    assertThat(progress).isSorted().endsWith(12);
    assertThat(outcome.evaluation().users(Split.BY_TIME)).isEqualTo(6);
    DriftRecovery drift = outcome.drift().orElseThrow();
    assertThat(drift.before(0).value()).isGreaterThan(drift.after(0).value());
  }

  @Test
  void shouldRefuseSeedsOfTraining() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ModelRun.simulated(List.of(counts), List.of(1_000_000L), 3, 6, "", BOOTSTRAP))
        .withMessageContaining("1000000 is not");
  }

  @Test
  void shouldEvaluateOnALog(@TempDir Path folder) throws IOException {
    // given two users with a habit each: mail, mail, maps, over and over
    StringBuilder csv = new StringBuilder("user,item,timestamp\n");
    for (int i = 0; i < 90; i++) {
      long at = 1_772_442_000L + 3_600L * i;
      csv.append("anna,").append(i % 3 == 2 ? "maps" : "mail").append(',').append(at).append('\n');
      csv.append("ben,").append(i % 3 == 2 ? "news" : "game").append(',').append(at).append('\n');
    }
    csv.append("carl,tune,1772442000\n");
    Path file = Files.writeString(folder.resolve("log.csv"), csv);
    RecordedLog log = RecordedLog.load(file, PlainLog.mapping(file));

    // when
    ModelRun run =
        ModelRun.recorded(
            List.of(counts), "log", new RecordedHistories(log, "eu", 1.0 / 3), BOOTSTRAP);
    ModelRun.Outcome outcome = run.run(done -> {});

    // then
    ModelEvaluation found = outcome.evaluation();
    assertThat(outcome.drift()).isEmpty();
    assertThat(found.hasOracle()).isFalse();
    assertThat(run.apps()).isEqualTo(5);
    assertThat(found.questions(Split.BY_TIME)).isEqualTo(2 * 30);
    assertThat(found.questions(Split.LAST_OUT)).isEqualTo(3);
    Map<String, RankerResult> byName =
        found.results(Split.BY_TIME).stream()
            .collect(Collectors.toMap(RankerResult::ranker, Function.identity()));
    // one app is two thirds of each user's openings
    assertThat(byName.get("user-frequent").of(Metric.HR1).value()).isEqualTo(2.0 / 3);
    assertThat(byName.get("fallback").of(Metric.HR5).value()).isEqualTo(1);
  }
}
