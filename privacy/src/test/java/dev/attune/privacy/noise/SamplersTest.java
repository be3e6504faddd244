package dev.attune.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.privacy.conformance.BitStrings;
import dev.attune.privacy.conformance.Pmf;
import dev.attune.privacy.conformance.SamplerCheck;
import dev.attune.privacy.conformance.SeededBits;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T1, T3 and T4 for both distributions. {@code -Dattune.noise.draws=1000000} for the long run. */
class SamplersTest {

  private static final int DRAWS = Integer.getInteger("attune.noise.draws", 200_000);

  @ParameterizedTest
  @CsvSource({"1, 4", "1, 1", "2, 1", "7, 3", "9, 1", "100, 1", "1048576, 1048577"})
  void shouldDrawDiscreteGaussians(long numerator, long denominator) {
    DiscreteGaussian noise = DiscreteGaussian.ofVariance(numerator, denominator);
    Pmf pmf = Pmf.gaussian((double) numerator / denominator);

    assertThat(SamplerCheck.findings(noise::sample, pmf, DRAWS, new SeededBits(numerator)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 1", "2, 1", "5, 2", "3, 1"})
  void shouldDrawDiscreteLaplace(long numerator, long denominator) {
    DiscreteLaplace noise = DiscreteLaplace.ofScale(numerator, denominator);
    Pmf pmf = Pmf.laplace((double) numerator / denominator);

    assertThat(SamplerCheck.findings(noise::sample, pmf, DRAWS, new SeededBits(numerator)))
        .isEmpty();
  }

  @Test
  void shouldDrawFromTheSecureSource() {
    // Fresh bits: this fails by chance once in a million runs.
    assertThat(
            SamplerCheck.findings(
                DiscreteGaussian.ofVariance(9)::sample,
                Pmf.gaussian(9),
                DRAWS,
                RandomBits.secure()))
        .isEmpty();
  }

  @Test
  void shouldDrawWhereLongsAreTooShort() {
    // a^2 and the divisor have about 130 bits here; the shape is judged after division by 2^36.
    long sigma = 1L << 20;
    DiscreteGaussian wide = DiscreteGaussian.ofVariance(sigma * sigma);
    int n = 20_000;
    double squares = 0;
    SeededBits bits = new SeededBits(21);
    for (int i = 0; i < n; i++) {
      double z = (double) wide.sample(bits) / sigma;
      squares += z * z;
    }

    // The square of a standard normal has variance 2.
    assertThat(squares / n).isCloseTo(1, within(6 * Math.sqrt(2.0 / n)));
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "1, 1", "2, 1"})
  void shouldGiveGaussianProbabilitiesOnAllBitStrings(long numerator, long denominator) {
    DiscreteGaussian noise = DiscreteGaussian.ofVariance(numerator, denominator);
    Pmf pmf = Pmf.gaussian((double) numerator / denominator);

    BitStrings draws = BitStrings.enumerate(18, noise::sample);

    for (long x = -6; x <= 6; x++) {
      assertThat(draws.finding(x, pmf.at(x))).isEmpty();
    }
    // Rejected rounds start anew, so much of the mass needs more bits; it is bounded, not ignored.
    assertThat(draws.undecided()).isLessThan(0.6);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 1", "2, 1", "3, 2"})
  void shouldGiveLaplaceProbabilitiesOnAllBitStrings(long numerator, long denominator) {
    DiscreteLaplace noise = DiscreteLaplace.ofScale(numerator, denominator);
    Pmf pmf = Pmf.laplace((double) numerator / denominator);

    BitStrings draws = BitStrings.enumerate(18, noise::sample);

    for (long x = -6; x <= 6; x++) {
      assertThat(draws.finding(x, pmf.at(x))).isEmpty();
    }
    assertThat(draws.undecided()).isLessThan(0.6);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.7865707070419479, 0.106450769423144724, 0.215012675088138, 0.213957071028766, 0.2213471619685",
    "1, 0.398942278266861706, 0.241970723224461, 0.999999788767728, 0.727581983709512, 3.0000070717222",
    "2, 0.282094791773878, 0.219695644733861, 1.99999999999999774, 1.08011107531646, 12",
    "4, 0.199471140200716, 0.176032663382150, 4, 1.56209542451528, 48",
    "9, 0.132980760133811, 0.125794409230998, 9, 2.37136543084998, 243",
    "25, 0.0797884560802865, 0.0782085387950912, 25, 3.97609800430589, 1875",
    "100, 0.0398942280401433, 0.0396952547477012, 100, 7.97219324153826, 30000"
  })
  void shouldJudgeGaussiansByTheRightProbabilities(
      double variance, double p0, double p1, double var, double magnitude, double fourth) {
    Pmf pmf = Pmf.gaussian(variance);
    Percentage close = Percentage.withPercentage(1e-9);

    assertThat(pmf.at(0)).isCloseTo(p0, close);
    assertThat(pmf.at(1)).isCloseTo(p1, close);
    assertThat(pmf.moment(2)).isCloseTo(var, close);
    assertThat(pmf.meanMagnitude()).isCloseTo(magnitude, close);
    assertThat(pmf.moment(4)).isCloseTo(fourth, close);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.462117157260010, 1.84134718841558",
    "2, 0.244918662403709, 7.83539617806553",
    "3, 0.165140412924629, 17.8342551925130"
  })
  void shouldJudgeLaplaceByTheRightProbabilities(double scale, double p0, double var) {
    Pmf pmf = Pmf.laplace(scale);
    Percentage close = Percentage.withPercentage(1e-9);

    assertThat(pmf.at(0)).isCloseTo(p0, close);
    assertThat(pmf.moment(2)).isCloseTo(var, close);
  }
}
