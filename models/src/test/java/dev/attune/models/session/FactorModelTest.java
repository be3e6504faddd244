package dev.attune.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FactorModelTest {

  private static final double[][] DIRECTIONS = {{1, 2}, {0.5, -1}, {3, 0.1}};
  private static final double[] SEEN = {1.5, -0.5};
  private static final double[] NOISE = {0.3, 0.7};
  private static final double[] WIDTHS = {0.2, 4, 0};
  private static final double[] REST = {0.1, 0};

  private final FactorModel model = new FactorModel(DIRECTIONS, SEEN, NOISE);

  @Test
  void shouldSayHowLikelyAsTheWholeCovarianceDoes() {
    double[][] c = covariance();
    double determinant = c[0][0] * c[1][1] - c[0][1] * c[1][0];
    double[] solved = solved(c);
    double square = SEEN[0] * solved[0] + SEEN[1] * solved[1];

    assertThat(model.logLikelihood(WIDTHS, REST))
        .isCloseTo(-(square + Math.log(determinant)) / 2, within(1e-12));
  }

  @Test
  void shouldTakeOutWhatIsNoiseInTheMean() {
    double[] solved = solved(covariance());

    double[] mean = model.mean(WIDTHS, REST);

    assertThat(mean[0]).isCloseTo(SEEN[0] - NOISE[0] * solved[0], within(1e-12));
    assertThat(mean[1]).isCloseTo(SEEN[1] - NOISE[1] * solved[1], within(1e-12));
  }

  @Test
  void shouldBelieveNothingWhereNothingIsExpected() {
    assertThat(model.mean(new double[3], new double[2])).containsExactly(0, 0);
  }

  private static double[][] covariance() {
    double[][] c = new double[2][2];
    for (int i = 0; i < 2; i++) {
      c[i][i] = NOISE[i] + REST[i];
      for (int j = 0; j < 2; j++) {
        for (int r = 0; r < DIRECTIONS.length; r++) {
          c[i][j] += WIDTHS[r] * DIRECTIONS[r][i] * DIRECTIONS[r][j];
        }
      }
    }
    return c;
  }

  /** The inverse covariance times what was seen. */
  private static double[] solved(double[][] c) {
    double determinant = c[0][0] * c[1][1] - c[0][1] * c[1][0];
    return new double[] {
      (c[1][1] * SEEN[0] - c[0][1] * SEEN[1]) / determinant,
      (c[0][0] * SEEN[1] - c[1][0] * SEEN[0]) / determinant
    };
  }
}
