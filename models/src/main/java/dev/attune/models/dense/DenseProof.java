package dev.attune.models.dense;

import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import java.util.SplittableRandom;

/**
 * Compares readout and rank in plain Java with those of a model, over questions that together name
 * every item, hour and place, and numbers small and large. The same questions at every load.
 */
final class DenseProof {

  /** How far answers may be apart, for answers up to 1; in proportion to them beyond. */
  static final float TOLERANCE = 1e-4f;

  private static final int ROWS = UsageModel.MAX_ROWS;
  private static final int CANDIDATES = 32;
  private static final long SEED = 5;

  private final UsageModel reference;
  private final ModelShape shape;
  private final int items;
  private final SplittableRandom random = new SplittableRandom(SEED);

  private DenseProof(UsageModel reference) {
    this.reference = reference;
    this.shape = reference.shape();
    this.items = reference.vocabulary().size();
  }

  static boolean agree(ReadoutLayers layers, UsageModel reference) {
    return new DenseProof(reference).agree(layers.newReadout());
  }

  static boolean agree(RankLayers layers, UsageModel reference) {
    return new DenseProof(reference).agree(layers.newRank());
  }

  private boolean agree(DenseReadout readout) {
    float[] expected = new float[ROWS * shape.representation()];
    float[] actual = new float[expected.length];
    float[] expectedEngagement = new float[ROWS * shape.engagement()];
    float[] actualEngagement = new float[expectedEngagement.length];
    for (int from = 0; from < Math.max(items, Tokenizer.HOURS_OF_WEEK); from += ROWS) {
      int[] item = upward(from, items);
      int[] hour = upward(from, Tokenizer.HOURS_OF_WEEK);
      int[] place = upward(from, EventKind.PLACES);
      float[] state = numbers(ROWS * shape.state());
      reference.readout(ROWS, state, item, hour, place, expected, expectedEngagement);
      readout.readout(ROWS, state, item, hour, place, actual, actualEngagement);
      if (!close(expected, actual) || !close(expectedEngagement, actualEngagement)) {
        return false;
      }
    }
    return true;
  }

  private boolean agree(DenseRank rank) {
    float[] expected = new float[ROWS * CANDIDATES];
    float[] actual = new float[ROWS * CANDIDATES];
    int[] candidate = new int[ROWS * CANDIDATES];
    for (int from = 0; from < items; from += candidate.length) {
      float[] representation = numbers(ROWS * shape.representation());
      float[] features = numbers(candidate.length * shape.features());
      for (int i = 0; i < candidate.length; i++) {
        candidate[i] = (from + i) % items;
      }
      // As most features of most candidates are.
      for (int i = 0; i < features.length; i++) {
        features[i] = random.nextInt(3) == 0 ? Math.abs(features[i]) : 0f;
      }
      reference.rank(ROWS, CANDIDATES, representation, candidate, features, expected);
      rank.rank(ROWS, CANDIDATES, representation, candidate, features, actual);
      if (!close(expected, actual)) {
        return false;
      }
    }
    return true;
  }

  private static int[] upward(int from, int bound) {
    int[] values = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      values[row] = (from + row) % bound;
    }
    return values;
  }

  /** Three of four from -1 to 1, the others up to eight. */
  private float[] numbers(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      float unit = (random.nextInt(1 << 24) - (1 << 23)) * 0x1p-23f;
      values[i] = random.nextInt(4) == 0 ? 8f * unit : unit;
    }
    return values;
  }

  private static boolean close(float[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      float allowed = TOLERANCE * Math.max(1f, Math.abs(expected[i]));
      // Negated, so that what is not a number does not agree; what is infinite is equal.
      if (expected[i] != actual[i] && !(Math.abs(expected[i] - actual[i]) <= allowed)) {
        return false;
      }
    }
    return true;
  }
}
