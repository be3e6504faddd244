package dev.attune.deploy.adversary;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.usage.ModelInputs;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Random;
import java.util.Set;

/** A model that answers with malice, in states, expectations and scores alike. */
final class AdversarialModel implements UsageModel {

  private static final ModelShape SHAPE = ModelShape.STANDARD;
  private static final float WANTED = 1e30f;

  private final Malice malice;
  private final Vocabulary vocabulary;
  private final Set<Integer> forbidden;
  private final Random random;

  /**
   * @param forbidden the rows of items that may not be offered to everyone
   */
  AdversarialModel(Malice malice, Vocabulary vocabulary, Set<Integer> forbidden, long seed) {
    this.malice = malice;
    this.vocabulary = vocabulary;
    this.forbidden = Set.copyOf(forbidden);
    this.random = new Random(seed);
  }

  @Override
  public String release() {
    return "adversarial";
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
    mayThrow();
    // A few numbers do: what matters is that there are some in every row.
    for (int row = 0; row < n; row++) {
      state[row * SHAPE.state()] = number();
      state[row * SHAPE.state() + random.nextInt(SHAPE.state())] = number();
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
    mayThrow();
    for (int row = 0; row < ModelInputs.asked(n, representation); row++) {
      representation[row * SHAPE.representation()] = number();
    }
    for (int i = 0; i < ModelInputs.asked(n, engagement) * SHAPE.engagement(); i++) {
      engagement[i] = malice == Malice.FORBIDDEN ? 0f : number();
    }
  }

  @Override
  public void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    mayThrow();
    for (int i = 0; i < n * candidates; i++) {
      score[i] = malice == Malice.FORBIDDEN && forbidden.contains(candidate[i]) ? WANTED : number();
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  private void mayThrow() {
    if (malice == Malice.THROWING && random.nextInt(3) == 0) {
      throw new IllegalStateException("an adversary throws");
    }
  }

  private float number() {
    return switch (malice) {
      case RANDOM, THROWING, FORBIDDEN -> random.nextFloat() * 20 - 10;
      case CONSTANT -> 0.25f;
      case HUGE -> random.nextBoolean() ? Float.MAX_VALUE : -Float.MAX_VALUE;
      case NOT_A_NUMBER -> random.nextInt(3) == 0 ? random.nextFloat() : Float.NaN;
      case INFINITE -> random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
    };
  }
}
