package dev.attune.models.folded;

import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.UsageModel;

/**
 * Compares the update in plain Java with that of a model, over events that together take every row
 * of every table, and over states small and large.
 */
final class UpdateProof {

  /** How far answers may be apart, for states up to 1; in proportion to the state beyond. */
  static final float TOLERANCE = 1e-5f;

  private static final int ROWS = UsageModel.MAX_ROWS;

  private UpdateProof() {}

  static boolean agree(FoldedTables tables, UsageModel reference) {
    int width = tables.width();
    FoldedUpdate update = tables.newUpdate();
    int[] item = new int[ROWS];
    int[] kind = new int[ROWS];
    int[] gap = new int[ROWS];
    int[] how = new int[ROWS];
    float[] before = new float[ROWS * width];
    for (int from = 0; from < tables.mostRows(); from += ROWS) {
      for (int row = 0; row < ROWS; row++) {
        int probe = from + row;
        item[row] = probe % reference.vocabulary().size();
        // Over as many probes as there are pairs of a kind and a gap, every pair comes once.
        kind[row] = (probe / Tokenizer.GAP_BUCKETS + probe) % EventKind.COUNT;
        gap[row] = probe % Tokenizer.GAP_BUCKETS;
        how[row] = probe % Tokenizer.HOURS_OF_WEEK;
        for (int i = 0; i < width; i++) {
          before[row * width + i] = state(probe * width + i);
        }
      }
      float[] expected = before.clone();
      reference.update(ROWS, item, kind, gap, how, expected);
      float[] actual = before.clone();
      update.update(ROWS, item, kind, gap, how, actual);
      for (int i = 0; i < actual.length; i++) {
        float allowed = TOLERANCE * Math.max(1f, Math.abs(before[i]));
        // Negated, so that what is not a number does not agree.
        if (!(Math.abs(expected[i] - actual[i]) <= allowed)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Made-up states: three of four from -1 to 1, the others up to a hundred. */
  private static float state(int place) {
    int mixed = (place ^ place >>> 15) * 0x2C1B3C6D;
    mixed ^= mixed >>> 12;
    float unit = (mixed >> 8) * 0x1p-23f;
    return (mixed & 3) == 0 ? 100f * unit : unit;
  }
}
