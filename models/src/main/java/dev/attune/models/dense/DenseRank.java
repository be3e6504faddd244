package dev.attune.models.dense;

import dev.attune.models.vocabulary.Vocabulary;

/**
 * Scores candidates as {@link RankLayers} say. Features that are zero cost nothing, and neither
 * does the hidden layer of a candidate whose score it does not enter, which is every one that is no
 * habit; the others' hidden layers go through their activation together. Owns arrays that every
 * call uses again; not thread-safe.
 */
public final class DenseRank {

  private final RankLayers layers;
  private final float[][] own;
  private final float[][] context;
  private final float[][] near;
  private final float[] nearOf;
  private final int[] chosen;
  private final float[] factor;
  private final float[] hidden;
  private float[] hiddens;
  private int[] habitAt;
  private float[] habit;

  DenseRank(RankLayers layers) {
    this.layers = layers;
    this.own = new float[1][layers.embedding.width()];
    this.context = new float[1][layers.units()];
    this.near = new float[1][layers.near.width()];
    this.nearOf = new float[layers.features()];
    int most = Rows.room(layers.features() + 2);
    this.chosen = new int[most];
    this.factor = new float[most];
    this.hidden = new float[layers.units()];
    this.hiddens = new float[0];
    this.habitAt = new int[0];
    this.habit = new float[0];
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
    makeRoom(candidates);
    int width = own[0].length;
    for (int row = 0; row < n; row++) {
      System.arraycopy(representation, row * width, own[0], 0, width);
      look();
      int habits = 0;
      for (int at = row * candidates; at < (row + 1) * candidates; at++) {
        if (candidate[at] == Vocabulary.NONE) {
          score[at] = Float.NEGATIVE_INFINITY;
        } else {
          habits = score(candidate[at], features, at, score, habits);
        }
      }
      addHabits(habits, score);
    }
  }

  private void makeRoom(int candidates) {
    if (habit.length < candidates) {
      hiddens = new float[candidates * layers.units()];
      habitAt = new int[candidates];
      habit = new float[candidates];
    }
  }

  /** What a representation says to all candidates. */
  private void look() {
    layers.context.of(1, own, context);
    layers.near.of(1, own, near);
    for (int i = 0; i < nearOf.length; i++) {
      nearOf[i] = Rows.dot(layers.nearFeatures.row(i), near[0]);
    }
  }

  /**
   * Scores a candidate but for its hidden layer, which is written behind those of the habits so
   * far.
   *
   * @return how many habits there are now
   */
  private int score(int item, float[] features, int at, float[] score, int habits) {
    int from = at * nearOf.length;
    float nearby = 0;
    float linear = 0;
    float usual = 0;
    int count = 0;
    for (int i = 0; i < nearOf.length; i++) {
      float feature = features[from + i];
      if (feature != 0f) {
        nearby += feature * nearOf[i];
        linear += feature * layers.linear[i];
        usual += feature * layers.habit[i];
        chosen[count] = i;
        factor[count++] = feature;
      }
    }
    float base = Rows.dot(layers.embedding.row(item), own[0]) + layers.bias[item];
    score[at] = base + nearby;
    if (usual == 0f) {
      return habits;
    }
    score[at] += linear * usual;
    chosen[count] = layers.matchRow();
    factor[count++] = base;
    chosen[count] = layers.itemRow(item);
    factor[count++] = 1f;
    System.arraycopy(context[0], 0, hidden, 0, hidden.length);
    layers.hidden.addChosen(chosen, factor, count, hidden);
    System.arraycopy(hidden, 0, hiddens, habits * hidden.length, hidden.length);
    habitAt[habits] = at;
    habit[habits] = usual;
    return habits + 1;
  }

  /** Adds what the hidden layers of candidates that are habits say. */
  private void addHabits(int n, float[] score) {
    Normal.gelu(hiddens, n * hidden.length);
    for (int i = 0; i < n; i++) {
      score[habitAt[i]] += Rows.dot(layers.out, hiddens, i * hidden.length) * habit[i];
    }
  }
}
