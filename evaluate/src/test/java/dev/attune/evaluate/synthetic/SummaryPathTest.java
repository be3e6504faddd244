package dev.attune.evaluate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.session.CohortSummary;
import dev.attune.models.session.MarkovWriter;
import dev.attune.models.session.WrittenSession;
import dev.attune.privacy.bounding.BoundedVector;
import dev.attune.privacy.conformance.SeededBits;
import dev.attune.topology.summary.SummarySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryPathTest {

  private static final List<UserWindow> USERS = SimulatedCohort.of(5001, 60, "eu").day(1);

  private final SummarySettings settings = SimulatedCohort.settings("1");
  private final SummaryPath path = new SummaryPath(settings);
  private final long[] sums = path.sums(USERS.stream().map(UserWindow::vector).toList());

  @Test
  void shouldBoundWhatAUserAdds() {
    assertThat(USERS).hasSize(60);
    for (UserWindow user : USERS) {
      long squares = 0;
      BoundedVector vector = user.vector();
      for (int i = 0; i < vector.size(); i++) {
        squares += vector.value(i) * vector.value(i);
      }
      assertThat(squares).isLessThanOrEqualTo(SummarySettings.NORM * SummarySettings.NORM);
    }
    assertThat(sums).hasSize(settings.cells().count());
  }

  @Test
  void shouldCountNothingThatWasNotDone() {
    CohortCells cells = settings.cells();
    Map<String, Integer> numbers = new HashMap<>();
    cells.categories().forEach(name -> numbers.put(name, numbers.size()));
    long[] done = new long[cells.count()];
    for (UserWindow user : USERS) {
      for (WrittenSession session : user.sessions()) {
        for (Opening opening : Opening.of(session, numbers)) {
          done[cells.transition(opening.before(), opening.category())]++;
          if (opening.after() == numbers.size()) {
            done[cells.transition(opening.category(), numbers.size())]++;
          }
        }
      }
    }
    int counted = 0;
    for (int from = 0; from <= numbers.size(); from++) {
      for (int to = 0; to <= numbers.size(); to++) {
        int cell = cells.transition(from, to);
        assertThat(sums[cell]).isBetween(0L, done[cell] * SummarySettings.UNIT);
        counted += sums[cell] > 0 ? 1 : 0;
      }
    }
    assertThat(counted).isGreaterThan(50);
  }

  @Test
  void shouldAddTheNoiseThatTheSettingsSay() {
    CohortSummary sealed = path.seal(sums, new SeededBits(1));
    double[] exact = path.exact(sums).counts();

    double squares = 0;
    for (int i = 0; i < exact.length; i++) {
      squares += Math.pow(sealed.counts()[i] - exact[i], 2);
    }
    assertThat(Math.sqrt(squares / exact.length) / sealed.deviation()).isBetween(0.8, 1.2);
    assertThat(path.exact(sums).deviation()).isZero();
    assertThat(path.seal(sums, new SeededBits(1)).counts()).isEqualTo(sealed.counts());
  }

  @Test
  void shouldWriteTheSameSessionsAgain() {
    CohortSummary sealed = path.seal(sums, new SeededBits(2));
    try (MarkovWriter writer = new MarkovWriter()) {
      List<WrittenSession> sessions = path.sessions(sealed, writer, "a text", 50);
      assertThat(sessions).hasSize(50).isEqualTo(path.sessions(sealed, writer, "a text", 50));
      assertThat(path.sessions(sealed, writer, "another", 50)).isNotEqualTo(sessions);
    }
  }
}
