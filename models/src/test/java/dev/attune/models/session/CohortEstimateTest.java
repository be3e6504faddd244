package dev.attune.models.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.CohortProjection;
import dev.attune.models.sample.TinySampler;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortEstimateTest {

  private static final double OPENINGS = 1e6;

  private CohortProjection prior;

  @BeforeEach
  void read(@TempDir Path folder) {
    VerifiedRelease release = TinySampler.verified(TinySampler.copyTo(folder));
    prior = CohortProjection.parse(release.sampler().orElseThrow().cohorts(), release.vocabulary());
  }

  @Test
  void shouldBelieveThePriorWhereNoiseIsAllThereIs() {
    double noise = OPENINGS;
    double[] counts = noisy(truth(0), noise);

    double[] estimate = CohortEstimate.of(summary(counts, noise), prior).counts();

    assertThat(away(estimate, 0)).isLessThan(away(counts, 0) / 3);
  }

  @Test
  void shouldBelieveTheSummaryWhereItIsSure() {
    double[] counts = truth(0.5);
    double[] estimate = CohortEstimate.of(summary(counts, 0), prior).counts();

    assertThat(away(estimate, 0.5)).isLessThan(0.01);
    assertThat(away(truth(0), 0.5)).isGreaterThan(0.05);
  }

  @Test
  void shouldTakeMoreNoiseOutThanItBringsIn() {
    double noise = OPENINGS / 30;
    double[] counts = noisy(truth(0.05), noise);
    double[] estimate = CohortEstimate.of(summary(counts, noise), prior).counts();

    assertThat(away(estimate, 0.05)).isLessThan(away(counts, 0.05) / 2);
  }

  private CohortSummary summary(double[] counts, double deviation) {
    return new CohortSummary(prior.cells(), counts, deviation);
  }

  /** The prior's mean, with a share of the openings of every group moved to its first cell. */
  private double[] truth(double moved) {
    double[] counts = prior.mean();
    for (int[] group : prior.cells().groups()) {
      double sum = Arrays.stream(counts, group[0], group[1]).sum();
      for (int i = group[0]; i < group[1]; i++) {
        counts[i] = (1 - moved) * counts[i] + (i == group[0] ? moved * sum : 0);
      }
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= OPENINGS;
    }
    return counts;
  }

  private static double[] noisy(double[] counts, double deviation) {
    Random random = new Random(4);
    double[] noisy = counts.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += deviation * random.nextGaussian();
    }
    return noisy;
  }

  /** How far hours are from the truth, of the openings that there are. */
  private double away(double[] counts, double moved) {
    double[] truth = truth(moved);
    double sum = 0;
    double total = Math.max(1, Arrays.stream(counts, 0, CohortCells.HOURS).sum());
    for (int i = 0; i < CohortCells.HOURS; i++) {
      sum += Math.abs(counts[i] / total - truth[i] / OPENINGS);
    }
    return sum / 2;
  }
}
