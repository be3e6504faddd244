package dev.attune.models.dense;

import dev.attune.models.vocabulary.Vocabulary;

/**
 * Scores candidates as {@link RankLayers} say. Features that are zero cost nothing, and neither
 * does the hidden layer of a candidate whose score it does not enter, which is every one that is no
 * habit. Owns arrays that every candidate uses again; not thread-safe.
 */
public final class DenseRank {

  private final RankLayers layers;
  private final float[] own;
  private final float[] context;
  private final float[] near;
  private final float[] nearOf;
  private final int[] chosen;
  private final float[] factor;
  private final float[] hidden;

  DenseRank(RankLayers layers) {
    this.layers = layers;
    this.own = new float[layers.embedding.width()];
    this.context = new float[layers.units()];
    this.near = new float[layers.near.width()];
    this.nearOf = new float[layers.features()];
    int most = Rows.room(layers.features() + 2);
    this.chosen = new int[most];
    this.factor = new float[most];
    this.hidden = new float[layers.units()];
  }

  /**
   * As {@link dev.attune.models.usage.UsageModel#rank}, for arguments that were checked. No score
   * depends on another candidate, on its place, or on the machine.
   */
  public void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    for (int row = 0; row < n; row++) {
      System.arraycopy(representation, row * own.length, own, 0, own.length);
      look();
      for (int at = row * candidates; at < (row + 1) * candidates; at++) {
        score[at] =
            candidate[at] == Vocabulary.NONE
                ? Float.NEGATIVE_INFINITY
                : score(candidate[at], features, at * nearOf.length);
      }
    }
  }

  /** What a representation says to all candidates. */
  private void look() {
    layers.context.of(own, context);
    layers.near.of(own, near);
    for (int i = 0; i < nearOf.length; i++) {
      nearOf[i] = Rows.dot(layers.nearFeatures.row(i), near);
    }
  }

  private float score(int item, float[] features, int from) {
    float nearby = 0;
    float linear = 0;
    float habit = 0;
    int count = 0;
    for (int i = 0; i < nearOf.length; i++) {
      float feature = features[from + i];
      if (feature != 0f) {
        nearby += feature * nearOf[i];
        linear += feature * layers.linear[i];
        habit += feature * layers.habit[i];
        chosen[count] = i;
        factor[count++] = feature;
      }
    }
    float base = Rows.dot(layers.embedding.row(item), own) + layers.bias[item];
    if (habit == 0f) {
      return base + nearby;
    }
    chosen[count] = layers.matchRow();
    factor[count++] = base;
    chosen[count] = layers.itemRow(item);
    factor[count++] = 1f;
    System.arraycopy(context, 0, hidden, 0, hidden.length);
    layers.hidden.addChosen(chosen, factor, count, hidden);
    Normal.gelu(hidden);
    return base + nearby + (Rows.dot(layers.out, hidden) + linear) * habit;
  }
}
