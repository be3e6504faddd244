package dev.attune.deploy.explain;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.usage.ModelInputs;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;

/** A release whose states and answers are its own: another release's state gives other answers. */
final class FakeModel implements UsageModel {

  private static final ModelShape SHAPE = ModelShape.STANDARD;

  private final String release;
  private final Vocabulary vocabulary;
  private final float taste;

  FakeModel(String release, Vocabulary vocabulary) {
    this.release = release;
    this.vocabulary = vocabulary;
    this.taste = 1 + Math.floorMod(release.hashCode(), 7);
  }

  @Override
  public String release() {
    return release;
  }

  @Override
  public boolean fallback() {
    return false;
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
    return SHAPE;
  }

  @Override
  public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    for (int row = 0; row < n; row++) {
      int at = row * SHAPE.state();
      state[at] = state[at] * 0.75f + taste * item[row] / 16f + gap[row] / 32f;
    }
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
    for (int row = 0; row < ModelInputs.asked(n, representation); row++) {
      representation[row * SHAPE.representation()] = state[row * SHAPE.state()];
    }
    Arrays.fill(engagement, 0, ModelInputs.asked(n, engagement) * SHAPE.engagement(), 0.2f);
  }

  @Override
  public void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    for (int row = 0; row < n; row++) {
      float mood = representation[row * SHAPE.representation()];
      for (int i = 0; i < candidates; i++) {
        float liked = (candidate[row * candidates + i] * taste + mood) % 5f;
        score[row * candidates + i] = liked;
      }
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
