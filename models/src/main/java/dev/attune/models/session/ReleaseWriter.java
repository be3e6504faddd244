package dev.attune.models.session;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.CohortProjection;
import dev.attune.models.sample.UsageSampler;
import dev.attune.models.usage.UsageModel;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes sessions with a release's generative model, of which those are chosen that together count
 * as the cohort does:
 *
 * <ol>
 *   <li>noise is taken out of the summary as far as public data can tell it from the cohort ({@link
 *       CohortEstimate}), and it is made consistent ({@link ConsistentSummary});
 *   <li>the model, conditioned on it, writes several times as many sessions as are wanted;
 *   <li>these get weights under which they count as the summary says ({@link Raking}), and the
 *       wanted ones are chosen by weight.
 * </ol>
 *
 * All of it is post-processing of the summary; all numbers drawn follow from the seed. The same
 * summary and seed give the same sessions, on processors for which ONNX Runtime has the same
 * kernels.
 */
public final class ReleaseWriter implements SessionWriter {

  /** What it writes changes with this and the release only. */
  public static final String VERSION = "raked-2";

  private static final int TIMES = 4;
  private static final int FEWEST = 1_000;
  private static final int MOST = 20_000;

  private final UsageModel model;
  private final UsageSampler sampler;

  /**
   * @param model folds what is written into states; of the same release; closed with this
   * @param sampler draws; closed with this
   */
  public ReleaseWriter(UsageModel model, UsageSampler sampler) {
    this.model = model;
    this.sampler = sampler;
  }

  /** Whether summaries over these cells can be written from with this sampler. */
  public static boolean fits(UsageSampler sampler, CohortCells cells) {
    return sampler.cohorts().cells().equals(cells);
  }

  @Override
  public List<WrittenSession> write(
      CohortSummary summary, String seed, DayOfWeek day, int sessions) {
    if (!fits(sampler, summary.cells())) {
      throw new IllegalArgumentException(
          sampler.release() + " knows other categories than the summary");
    }
    CohortProjection cohorts = sampler.cohorts();
    CohortSummary estimate = CohortEstimate.of(summary, cohorts);
    ConsistentSummary known = ConsistentSummary.of(estimate);
    PublicNumbers numbers = new PublicNumbers(sampler.release() + " " + VERSION + " " + seed);
    float[] condition = cohorts.conditionOf(known.counts(summary.cells()), estimate.deviation());
    int many = Math.max(FEWEST, Math.min(MOST, TIMES * sessions));
    Candidates candidates =
        new SessionDrawer(model, sampler).draw(many, known.hours(), condition, day, numbers);
    return choose(candidates, weights(candidates, known, estimate), sessions, numbers);
  }

  /**
   * Sessions without an opening are not counted, so that nothing is known of how many there are.
   */
  private static double[] weights(
      Candidates candidates, ConsistentSummary known, CohortSummary estimate) {
    double[] counts = known.counts(estimate.cells());
    double begun = known.sessions();
    double[] room = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= begun;
      room[i] = room(counts[i], estimate.deviation() / begun, candidates.size());
    }
    List<Integer> places = new ArrayList<>();
    for (int j = 0; j < candidates.size(); j++) {
      if (candidates.isCounted(j)) {
        places.add(j);
      }
    }
    int[][] counted = places.stream().map(candidates::counted).toArray(int[][]::new);
    double[] raked = new Raking(counted, counts, room).weights();
    double[] weights = new double[candidates.size()];
    Arrays.fill(weights, 1.0 / Math.max(1, places.size()));
    for (int i = 0; i < raked.length; i++) {
      weights[places.get(i)] = raked[i];
    }
    return weights;
  }

  /**
   * As sure as the estimate can be: a part of its noise is gone, chance among candidates is not.
   */
  private static double room(double target, double noise, int candidates) {
    double left = target * noise * noise / (target + noise);
    return Math.min(noise * noise, left) + (target + 1e-4) / candidates;
  }

  /** Systematic sampling by weight, then an order that says nothing of it. */
  private static List<WrittenSession> choose(
      Candidates candidates, double[] weights, int sessions, PublicNumbers numbers) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double step = sum / sessions;
    double next = numbers.next() * step;
    double passed = 0;
    List<WrittenSession> chosen = new ArrayList<>(sessions);
    for (int j = 0; j < weights.length; j++) {
      passed += weights[j];
      while (next < passed && chosen.size() < sessions) {
        chosen.add(candidates.session(j));
        next += step;
      }
    }
    while (chosen.size() < sessions) {
      chosen.add(candidates.session(weights.length - 1));
    }
    for (int i = chosen.size() - 1; i > 0; i--) {
      int other = (int) (numbers.next() * (i + 1));
      WrittenSession moved = chosen.get(i);
      chosen.set(i, chosen.get(other));
      chosen.set(other, moved);
    }
    return chosen;
  }

  @Override
  public void close() {
    try {
      sampler.close();
    } finally {
      model.close();
    }
  }
}
