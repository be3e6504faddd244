package dev.attune.models.usage;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;

/** A model that answers constants, and fails on demand in the ways a real one may. */
final class BreakableModel implements UsageModel {

  enum Fault {
    NONE,
    THROWS,
    NOT_A_NUMBER,
    INFINITE
  }

  private final Vocabulary vocabulary;
  Fault fault = Fault.NONE;
  boolean closed;

  BreakableModel(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public String release() {
    return "breakable";
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
    return ModelShape.STANDARD;
  }

  @Override
  public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    answer(state, n * 256);
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
    Arrays.fill(representation, 0, ModelInputs.asked(n, representation) * 64, 0.25f);
    answer(engagement, ModelInputs.asked(n, engagement) * 384);
  }

  @Override
  public void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    answer(score, n * candidates);
    for (int i = 0; i < n * candidates; i++) {
      score[i] = candidate[i] == 0 ? Float.NEGATIVE_INFINITY : score[i];
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private void answer(float[] out, int length) {
    Arrays.fill(out, 0, length, 0.25f);
    if (length > 0) {
      switch (fault) {
        case NONE -> {
          // As it should be.
        }
        case THROWS -> throw new IllegalStateException("out of memory, says the fake");
        case NOT_A_NUMBER -> out[0] = Float.NaN;
        case INFINITE -> out[0] = Float.POSITIVE_INFINITY;
      }
    }
  }
}
