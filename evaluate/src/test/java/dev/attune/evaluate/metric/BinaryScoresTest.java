package dev.attune.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinaryScoresTest {

  @Test
  void shouldScoreAsByHand() {
    BinaryScores scores = new BinaryScores();
    scores.add(0.9, true);
    scores.add(0.6, false);
    scores.add(0.6, true);
    scores.add(0.1, false);

    assertThat(scores.count()).isEqualTo(4);
    assertThat(scores.observed()).isEqualTo(0.5);
    assertThat(scores.bias()).isCloseTo(0.05, within(1e-12));
    // of the four pairs of a yes and a no three are right and one is a tie
    assertThat(scores.auc()).isCloseTo(3.5 / 4, within(1e-12));
    // ln 0.9 = -0.1054 twice, ln 0.6 = -0.5108, ln 0.4 = -0.9163
    assertThat(scores.logLoss()).isCloseTo((0.1054 + 0.1054 + 0.5108 + 0.9163) / 4, within(5e-5));
  }

  @Test
  void shouldNotBeInfinitelyWrong() {
    BinaryScores scores = new BinaryScores();
    scores.add(0, true);

    assertThat(scores.logLoss()).isCloseTo(13.8155, within(1e-4));
    assertThat(scores.auc()).isNaN();
  }
}
