package dev.attune.evaluate.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DetectionTest {

  private static double[] normal(int count, double mean, long seed) {
    Random random = new Random(seed);
    return DoubleStream.generate(() -> mean + random.nextGaussian()).limit(count).toArray();
  }

  @Test
  void shouldCatchOneInAThousandWhereNothingIsLearned() {
    Detection detection = Detection.of(normal(200_000, 0, 1), normal(200_000, 0, 2));

    assertThat(detection.truePositives()).isCloseTo(0.001, within(3e-4));
    assertThat(detection.auc()).isCloseTo(0.5, within(4 * detection.aucError()));
    assertThat(detection.aucError()).isCloseTo(Math.sqrt(1 / 12.0 / 100_000), within(1e-5));
  }

  @Test
  void shouldCatchWhatAGaussianMechanismGivesAway() {
    // P(Z > z(0.999) - mu), and the area Phi(mu / sqrt 2).
    Detection detection = Detection.of(normal(200_000, 1, 1), normal(200_000, 0, 2));

    assertThat(detection.truePositives()).isCloseTo(0.0183, within(3e-3));
    assertThat(detection.auc()).isCloseTo(0.7602, within(5e-3));
  }

  @Test
  void shouldCountEqualScoresHalf() {
    Detection detection = Detection.of(new double[] {0, 0, 1}, new double[] {0, 0, 0, 0});

    assertThat(detection.auc()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(detection.caught()).isEqualTo(1);
  }

  @Test
  void shouldHoldEachCanaryAgainstItself() {
    boolean[][] in = new boolean[200][2];
    double[][] scores = new double[200][2];
    Random random = new Random(7);
    for (int release = 0; release < in.length; release++) {
      in[release][0] = random.nextBoolean();
      in[release][1] = random.nextBoolean();
      // The second scores a hundred more, member or not.
      scores[release][0] = (in[release][0] ? 6 : 0) + random.nextGaussian();
      scores[release][1] = 100 + (in[release][1] ? 6 : 0) + random.nextGaussian();
    }

    assertThat(Detection.of(scores, in).auc()).isGreaterThan(0.99);
  }
}
