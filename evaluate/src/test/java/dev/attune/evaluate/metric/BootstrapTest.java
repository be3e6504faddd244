package dev.attune.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final ToDoubleFunction<double[]> MEAN = sums -> sums[0] / sums[1];

  @Test
  void shouldHoldTheTruthAboutAsOftenAsItSays() {
    // given users whose own rates scatter around 0.6, and who ask differently often
    int experiments = 400;
    int held = 0;
    for (int experiment = 0; experiment < experiments; experiment++) {
      double[][] users = users(60, new Random(experiment));

      Estimate estimate = new Bootstrap(experiment, 400).of(users, MEAN);

      held += estimate.low() <= 0.6 && 0.6 <= estimate.high() ? 1 : 0;
    }

    // then 95% of the intervals hold it: 380 expected, standard deviation 4.4; percentile intervals
    // of 60 users are a little short
    assertThat(held).isBetween(360, 396);
  }

  @Test
  void shouldWidenWhenUsersDifferEvenIfQuestionsAreMany() {
    double[][] alike = {{5, 10}, {5, 10}, {5, 10}, {5, 10}};
    double[][] different = {{0, 10}, {10, 10}, {0, 10}, {10, 10}};
    Bootstrap bootstrap = new Bootstrap(1, 200);

    Estimate narrow = bootstrap.of(alike, MEAN);
    Estimate wide = bootstrap.of(different, MEAN);

    assertThat(narrow).isEqualTo(new Estimate(0.5, 0.5, 0.5));
    assertThat(wide.value()).isEqualTo(0.5);
    assertThat(wide.low()).isLessThan(0.2);
    assertThat(wide.high()).isGreaterThan(0.8);
  }

  @Test
  void shouldPairWhatIsComparedOnTheSameUsers() {
    // given two rankers that differ by exactly 0.1 for every user, while users differ a lot
    double[][] users = new double[50][];
    Random random = new Random(3);
    for (int i = 0; i < users.length; i++) {
      double hits = 20 + random.nextInt(60);
      users[i] = new double[] {hits + 10 - hits, 100};
    }

    Estimate difference = new Bootstrap(1, 200).of(users, MEAN);

    assertThat(difference.low()).isCloseTo(0.1, within(1e-12));
    assertThat(difference.high()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void shouldGiveEqualIntervalsForEqualSeeds() {
    double[][] users = users(40, new Random(7));

    assertThat(new Bootstrap(5, 100).of(users, MEAN))
        .isEqualTo(new Bootstrap(5, 100).of(users, MEAN))
        .isNotEqualTo(new Bootstrap(6, 100).of(users, MEAN));
  }

  @Test
  void shouldMeasureNothingOfNobody() {
    assertThat(new Bootstrap(1, 100).of(new double[0][], MEAN).known()).isFalse();
    assertThat(new Bootstrap(1, 100).of(new double[][] {{0, 0}}, MEAN).known()).isFalse();
  }

  @Test
  void shouldRefuseTooFewRoundsForAnInterval() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Bootstrap(1, 10));
  }

  private static double[][] users(int count, Random random) {
    double[][] users = new double[count][2];
    for (double[] user : users) {
      double rate = 0.4 + 0.4 * random.nextDouble();
      user[1] = 10 + random.nextInt(30);
      for (int i = 0; i < user[1]; i++) {
        user[0] += random.nextDouble() < rate ? 1 : 0;
      }
    }
    return users;
  }
}
