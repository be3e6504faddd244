package dev.attune.evaluate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluate.synthetic.SimulatedCohort;
import dev.attune.models.session.MarkovWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttackRunTest {

  private static final AttackSettings SHORT = new AttackSettings(5001, 2, 60, 30, 20);

  @Test
  void shouldFindAnExporterThatCopiesWhatPeopleDid() {
    AtomicInteger steps = new AtomicInteger();

    Attacked copied =
        AttackRun.collect(SHORT, List.of(new CopyingExporter()), steps::incrementAndGet).get(0);

    assertThat(steps.get()).isEqualTo(SHORT.steps());
    assertThat(copied.attacks()).hasSizeGreaterThan(10);
    for (String kind : List.of(Attacked.SINGLING_OUT, Attacked.LINKABILITY, Attacked.INFERENCE)) {
      assertThat(copied.worst(kind).low()).as(kind).isGreaterThan(0.1);
    }
    assertThat(copied.attacks().values())
        .allSatisfy(tally -> assertThat(tally.rate()).isGreaterThanOrEqualTo(tally.guessRate()));
    assertThat(copied.membership().auc()).isGreaterThan(0.95);
    assertThat(copied.membership().truePositiveRisk().low()).isGreaterThan(0.5);
  }

  @Test
  void shouldLearnLessFromWhatShips() {
    SummaryExporter shipped =
        SummaryExporter.of("shipped", SimulatedCohort.settings("1"), MarkovWriter::new);

    Attacked attacked = AttackRun.collect(SHORT, List.of(shipped), () -> {}).get(0);

    // So few attacks say little in themselves: nothing is certain of a leak.
    for (String kind : List.of(Attacked.SINGLING_OUT, Attacked.LINKABILITY, Attacked.INFERENCE)) {
      assertThat(attacked.worst(kind).low()).as(kind).isLessThan(0.1);
    }
    assertThat(attacked.membership().auc()).isBetween(0.3, 0.7);
    assertThat(attacked.membership().truePositiveRisk().low()).isLessThan(0.05);
  }
}
