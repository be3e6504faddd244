package dev.attune.models.sample;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a cohort's counts, noisy or not, into what conditions a {@link UsageSampler}: the posterior
 * mean of a few directions in which cohorts differ, under a Gaussian prior learned from simulated
 * cohorts (a Wiener filter), standardized, so that what the noise drowns becomes 0. Immutable.
 *
 * <p>Whatever is private in a condition is in the counts: this is post-processing.
 */
public final class CohortProjection {

  /** Directions. */
  public static final int COMPONENTS = 16;

  /** Numbers of a condition: the directions, the level of the noise, and 1 for a known cohort. */
  public static final int CONDITION = COMPONENTS + 2;

  private static final double MOST_COMPONENT = 4;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final ObjectMapper LENIENT =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final CohortCells cells;
  private final Form form;
  private final double @Nullable [][] places;

  private CohortProjection(Form form, double @Nullable [][] places) {
    this.form = form;
    this.places = places;
    this.cells = new CohortCells(form.categories);
  }

  /**
   * Reads {@link ReleaseManifest#COHORTS}.
   *
   * @throws ReleaseRefusedException if it is not in its form or not of this vocabulary
   */
  public static CohortProjection parse(byte[] json, Vocabulary vocabulary) {
    Form form;
    double[][] places;
    try {
      form = JSON.readValue(json, Form.class);
      places = LENIENT.readValue(json, Whereabouts.class).places;
    } catch (IOException e) {
      String reason = e.getMessage().lines().findFirst().orElse("no reason given");
      throw refused("can't be read: " + reason, e);
    }
    CohortProjection projection = new CohortProjection(form, places);
    int count = projection.cells.count();
    boolean sized =
        form.formatVersion == 1
            && form.itemCategory.length == vocabulary.size()
            && form.mean.length == count
            && form.variance.length == COMPONENTS
            && form.directions.length == COMPONENTS;
    for (double[] direction : form.directions) {
      sized &= direction.length == count;
    }
    for (int category : form.itemCategory) {
      sized &= category >= -1 && category < form.categories.size();
    }
    for (double variance : form.variance) {
      sized &= variance > 0;
    }
    sized &= places == null || places.length == Tokenizer.HOURS_OF_WEEK;
    if (places != null) {
      for (double[] shares : places) {
        sized &= shares.length >= 1 && shares.length <= EventKind.PLACES;
        sized &= Arrays.stream(shares).allMatch(share -> share >= 0);
      }
    }
    if (!sized || !(form.leastNoise > 0 && form.mostNoise > form.leastNoise)) {
      throw refused("does not fit the release, or itself", null);
    }
    return projection;
  }

  /** What is counted. */
  public CohortCells cells() {
    return cells;
  }

  /** The number of an item's category, -1 if it has none. */
  public int category(int vocabularyIndex) {
    return form.itemCategory[vocabularyIndex];
  }

  /** The mean of simulated cohorts, in shares of their openings; one number for each cell. */
  public double[] mean() {
    return form.mean.clone();
  }

  /** A direction in which cohorts differ, of length 1; one number for each cell. */
  public double[] direction(int component) {
    return form.directions[component].clone();
  }

  /** By how much simulated cohorts differ in a direction: the variance of their shares. */
  public double variance(int component) {
    return form.variance[component];
  }

  /**
   * Where people are when they take out their phone, as simulated people are: shares, by ordinal of
   * the place class. A release that says nothing of it leaves them at an unknown place.
   */
  public double[] places(int hourOfWeek) {
    return places == null ? new double[] {1} : places[hourOfWeek].clone();
  }

  /**
   * The condition of a cohort in one window.
   *
   * @param counts one number for each cell, perhaps noisy, perhaps negative
   * @param deviation the standard deviation of the noise in each, in counts; 0 for none
   * @return {@link #CONDITION} numbers
   */
  public float[] condition(double[] counts, double deviation) {
    double total = total(counts);
    double noise = deviation / total;
    float[] condition = new float[CONDITION];
    for (int k = 0; k < COMPONENTS; k++) {
      double variance = form.variance[k];
      double component =
          component(counts, total, k) * Math.sqrt(variance) / (variance + noise * noise);
      condition[k] = (float) Math.max(-MOST_COMPONENT, Math.min(MOST_COMPONENT, component));
    }
    condition[COMPONENTS] = level(noise);
    condition[COMPONENTS + 1] = 1;
    return condition;
  }

  /**
   * The condition of a cohort of which an estimate is known already, from which noise was taken.
   *
   * @param estimate one number for each cell
   * @param deviation how uncertain each was before, as in {@link #condition}
   */
  public float[] conditionOf(double[] estimate, double deviation) {
    float[] condition = condition(estimate, 0);
    condition[COMPONENTS] = level(deviation / total(estimate));
    return condition;
  }

  private float level(double noise) {
    double known = Math.max(form.leastNoise, Math.min(form.mostNoise, noise));
    return (float) (Math.log(known / form.leastNoise) / Math.log(form.mostNoise / form.leastNoise));
  }

  /**
   * The share of openings in each local hour as the posterior mean has it, such as to draw when
   * sessions start; 24 numbers that sum to 1.
   */
  public double[] hours(double[] counts, double deviation) {
    double total = total(counts);
    double noise = deviation / total;
    double[] shares = new double[CohortCells.HOURS];
    double sum = 0;
    for (int hour = 0; hour < shares.length; hour++) {
      shares[hour] = form.mean[hour];
    }
    for (int k = 0; k < COMPONENTS; k++) {
      double kept = form.variance[k] / (form.variance[k] + noise * noise);
      double component = component(counts, total, k) * kept;
      for (int hour = 0; hour < shares.length; hour++) {
        shares[hour] += component * form.directions[k][hour];
      }
    }
    for (int hour = 0; hour < shares.length; hour++) {
      shares[hour] = Math.max(0, shares[hour]);
      sum += shares[hour];
    }
    for (int hour = 0; hour < shares.length; hour++) {
      shares[hour] = sum > 0 ? shares[hour] / sum : 1.0 / shares.length;
    }
    return shares;
  }

  private double total(double[] counts) {
    if (counts.length != cells.count()) {
      throw new IllegalArgumentException(counts.length + " counts for " + cells.count() + " cells");
    }
    double total = 0;
    for (int hour = 0; hour < CohortCells.HOURS; hour++) {
      total += counts[hour];
    }
    return Math.max(1, total);
  }

  private double component(double[] counts, double total, int k) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += form.directions[k][i] * (counts[i] / total - form.mean[i]);
    }
    return sum;
  }

  private static ReleaseRefusedException refused(String problem, IOException cause) {
    String sentence = ReleaseManifest.COHORTS + " " + problem;
    return cause == null
        ? new ReleaseRefusedException(Reason.MALFORMED, sentence)
        : new ReleaseRefusedException(Reason.MALFORMED, sentence, cause);
  }

  /** What a release may say besides. */
  record Whereabouts(double @Nullable [][] places) {}

  record Form(
      int formatVersion,
      List<String> categories,
      int[] itemCategory,
      double leastNoise,
      double mostNoise,
      double[] mean,
      double[] variance,
      double[][] directions) {}
}
