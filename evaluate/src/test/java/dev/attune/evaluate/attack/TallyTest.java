package dev.attune.evaluate.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void shouldTakeWhatControlsAlsoSufferForNoRisk() {
    Risk risk = new Tally(1_000, 300, 300, 10).risk();

    assertThat(risk.value()).isZero();
    assertThat(risk.low()).isZero();
    // Two rates of 0.3 with half widths of 0.0284 over what is left, 0.7, each.
    assertThat(risk.high()).isCloseTo(Math.sqrt(2) * 0.0284 / 0.7, within(5e-4));
  }

  @Test
  void shouldMeasureWhatIsLearnedBeyondControls() {
    Risk risk = new Tally(10_000, 6_000, 2_000, 10).risk();

    assertThat(risk.value()).isCloseTo(0.5, within(1e-3));
    assertThat(risk.low()).isBetween(0.48, 0.5);
    assertThat(risk.high()).isBetween(0.5, 0.52);
  }

  @Test
  void shouldSayNothingWithoutAttacks() {
    Risk risk = Tally.NONE.risk();

    assertThat(risk.low()).isZero();
    assertThat(risk.high()).isEqualTo(1);
  }
}
