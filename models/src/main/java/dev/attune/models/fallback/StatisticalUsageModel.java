package dev.attune.models.fallback;

import dev.attune.models.habit.RankFeatures;
import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.usage.ModelInputs;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;

/**
 * A usage model of counts alone, for when there is no trained release or it fails. States stay as
 * they are, representations are zero, and every notification is as likely opened as not, so that it
 * speaks for no change of settings. Candidates are scored by their count features with fixed
 * weights: how often in this part of the day and at this place counts most, then how often at all
 * and how lately; the app used last in the session is rarely the next one. The proportions follow
 * the counts that did best on Frappe.
 *
 * <p>Has no state of its own: safe for use by many threads.
 */
public final class StatisticalUsageModel implements UsageModel {

  /** What {@link #release()} answers. */
  public static final String RELEASE = "fallback";

  private static final float NEUTRAL = 0.5f;
  private static final float[] WEIGHTS = new float[RankFeatures.COUNT];

  static {
    WEIGHTS[RankFeatures.LOG_TOTAL] = 0.5f;
    WEIGHTS[RankFeatures.LOG_DAYPART] = 1f;
    WEIGHTS[RankFeatures.LOG_DAY_KIND] = 0.25f;
    WEIGHTS[RankFeatures.SHARE] = 1f;
    WEIGHTS[RankFeatures.DAYPART_SHARE] = 2f;
    WEIGHTS[RankFeatures.RECENCY] = 1f;
    WEIGHTS[RankFeatures.PLACE_SHARE] = 1f;
    WEIGHTS[RankFeatures.OPENER_SHARE] = 1f;
    WEIGHTS[RankFeatures.NEXT_SHARE] = 1f;
    WEIGHTS[RankFeatures.SESSION_BEFORE] = 0.5f;
    WEIGHTS[RankFeatures.SESSION_LAST] = -3f;
    WEIGHTS[RankFeatures.IS_HABIT] = 0.5f;
  }

  private final Vocabulary vocabulary;
  private final ModelShape shape;

  /** Answers instead of a release with this vocabulary. */
  public StatisticalUsageModel(Vocabulary vocabulary) {
    this(vocabulary, ModelShape.STANDARD);
  }

  /** Answers instead of a release with this vocabulary and shape. */
  public StatisticalUsageModel(Vocabulary vocabulary, ModelShape shape) {
    if (shape.features() != RankFeatures.COUNT) {
      throw new IllegalArgumentException("there are " + RankFeatures.COUNT + " count features");
    }
    this.vocabulary = vocabulary;
    this.shape = shape;
  }

  @Override
  public String release() {
    return RELEASE;
  }

  @Override
  public boolean fallback() {
    return true;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public ItemNeighbors neighbors() {
    return ItemNeighbors.NONE;
  }

  @Override
  public ModelShape shape() {
    return shape;
  }

  @Override
  public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    ModelInputs.checkUpdate(this, n, item, kind, gap, hourOfWeek, state);
  }

  @Override
  public void readout(
      int n,
      float[] state,
      int[] lastItem,
      int[] hourOfWeek,
      int[] place,
      float[] representation,
      float[] engagement) {
    ModelInputs.checkReadout(
        this, n, state, lastItem, hourOfWeek, place, representation, engagement);
    int represented = ModelInputs.asked(n, representation);
    Arrays.fill(representation, 0, represented * shape.representation(), 0f);
    Arrays.fill(engagement, 0, ModelInputs.asked(n, engagement) * shape.engagement(), NEUTRAL);
  }

  @Override
  public void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    ModelInputs.checkRank(this, n, candidates, representation, candidate, features, score);
    for (int i = 0; i < n * candidates; i++) {
      score[i] =
          candidate[i] == Vocabulary.NONE
              ? Float.NEGATIVE_INFINITY
              : score(features, i * RankFeatures.COUNT);
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  private static float score(float[] features, int offset) {
    float score = 0f;
    for (int i = 0; i < RankFeatures.COUNT; i++) {
      score += WEIGHTS[i] * features[offset + i];
    }
    return score;
  }
}
