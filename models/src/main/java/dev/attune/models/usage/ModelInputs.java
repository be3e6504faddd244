package dev.attune.models.usage;

import dev.attune.models.token.EventType;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.vocabulary.Vocabulary;

/**
 * Checks what every {@link UsageModel} is given, before anything is computed: ONNX Runtime fails a
 * whole batch for an index that is too large, and reads the end of the table for a negative one.
 */
public final class ModelInputs {

  private ModelInputs() {}

  /** Checks the inputs of {@link UsageModel#update}. */
  public static void checkUpdate(
      Vocabulary vocabulary, int n, int[] item, int[] type, int[] gap, int[] hourOfWeek) {
    checkSize("rows", n, UsageModel.MAX_ROWS);
    checkIndexes("item", item, n, vocabulary.size());
    checkIndexes("type", type, n, EventType.TABLE_SIZE);
    checkIndexes("gap", gap, n, Tokenizer.GAP_BUCKETS);
    checkIndexes("hourOfWeek", hourOfWeek, n, Tokenizer.HOURS_OF_WEEK);
  }

  /** Checks the inputs of {@link UsageModel#readout}. */
  public static void checkReadout(Vocabulary vocabulary, int n, int[] lastItem, int[] hourOfWeek) {
    checkSize("rows", n, UsageModel.MAX_ROWS);
    checkIndexes("lastItem", lastItem, n, vocabulary.size());
    checkIndexes("hourOfWeek", hourOfWeek, n, Tokenizer.HOURS_OF_WEEK);
  }

  /** Checks the inputs of {@link UsageModel#rank}. */
  public static void checkRank(Vocabulary vocabulary, int n, int candidates, int[] candidate) {
    checkSize("rows", n, UsageModel.MAX_ROWS);
    checkSize("candidates", candidates, UsageModel.MAX_CANDIDATES);
    checkIndexes("candidate", candidate, n * candidates, vocabulary.size());
  }

  /** Checks that an array holds at least so many numbers. */
  public static void checkLength(String name, float[] values, int needed) {
    if (values.length < needed) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values, " + needed + " are needed");
    }
  }

  private static void checkSize(String name, int value, int most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          "a call takes 0 to " + most + " " + name + ", not " + value);
    }
  }

  private static void checkIndexes(String name, int[] values, int n, int bound) {
    if (values.length < n) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values, " + n + " are needed");
    }
    for (int i = 0; i < n; i++) {
      if (values[i] < 0 || values[i] >= bound) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + values[i] + ", it must be 0 to " + (bound - 1));
      }
    }
  }
}
