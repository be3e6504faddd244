package dev.attune.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

  @Test
  void shouldBinAndWeighAsByHand() {
    Reliability reliability = new Reliability();
    reliability.add(0.25, true);
    reliability.add(0.25, false);
    reliability.add(0.95, true);
    reliability.add(1.0, true);

    // the bin of 0.2 predicted 0.25 and saw 0.5, the last one predicted 0.975 and saw 1
    assertThat(reliability.bins().get(2)).isEqualTo(new Reliability.Bin(2, 0.25, 0.5));
    assertThat(reliability.bins().get(9)).isEqualTo(new Reliability.Bin(2, 0.975, 1));
    assertThat(reliability.bins().get(0).count()).isZero();
    assertThat(reliability.error()).isCloseTo(0.5 * 0.25 + 0.5 * 0.025, within(1e-12));
  }

  @Test
  void shouldFindNoErrorInTrueProbabilities() {
    Reliability honest = new Reliability();
    Reliability boastful = new Reliability();
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double probability = 0.8 * random.nextDouble();
      boolean happens = random.nextDouble() < probability;
      honest.add(probability, happens);
      boastful.add(probability + 0.2, happens);
    }

    assertThat(honest.error()).isLessThan(0.01);
    assertThat(boastful.error()).isCloseTo(0.2, within(0.01));
  }

  @Test
  void shouldRefuseWhatIsNoProbability() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Reliability().add(1.1, true));
    assertThatIllegalArgumentException().isThrownBy(() -> new Reliability().add(Double.NaN, true));
  }
}
