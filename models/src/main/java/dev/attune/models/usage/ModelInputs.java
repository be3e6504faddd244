package dev.attune.models.usage;

import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;

/**
 * Checks what every {@link UsageModel} is given, before anything is computed: ONNX Runtime fails a
 * whole batch for an index that is too large, and reads the end of the table for a negative one.
 */
public final class ModelInputs {

  private ModelInputs() {}

  /** Checks the inputs of {@link UsageModel#update}. */
  public static void checkUpdate(
      UsageModel model, int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    checkSize("rows", n, UsageModel.MAX_ROWS);
    checkIndexes("item", item, n, model.vocabulary().size());
    checkIndexes("kind", kind, n, EventKind.COUNT);
    checkIndexes("gap", gap, n, Tokenizer.GAP_BUCKETS);
    checkIndexes("hourOfWeek", hourOfWeek, n, Tokenizer.HOURS_OF_WEEK);
    checkLength("state", state, n * model.shape().state());
  }

  /** Checks the inputs of {@link UsageModel#readout}. */
  public static void checkReadout(
      UsageModel model,
      int n,
      float[] state,
      int[] lastItem,
      int[] hourOfWeek,
      int[] place,
      float[] representation,
      float[] engagement) {
    checkSize("rows", n, UsageModel.MAX_ROWS);
    checkLength("state", state, n * model.shape().state());
    checkIndexes("lastItem", lastItem, n, model.vocabulary().size());
    checkIndexes("hourOfWeek", hourOfWeek, n, Tokenizer.HOURS_OF_WEEK);
    checkIndexes("place", place, n, EventKind.PLACES);
    int represented = asked(n, representation);
    checkLength("representation", representation, represented * model.shape().representation());
    checkLength("engagement", engagement, asked(n, engagement) * model.shape().engagement());
  }

  /** How many of n rows of an output of a readout are asked for: all, or none. */
  public static int asked(int n, float[] output) {
    return output == UsageModel.NOT_ASKED ? 0 : n;
  }

  /** Checks the inputs of {@link UsageModel#rank}. */
  public static void checkRank(
      UsageModel model,
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    checkSize("rows", n, UsageModel.MAX_ROWS);
    checkSize("candidates", candidates, UsageModel.MAX_CANDIDATES);
    checkLength("representation", representation, n * model.shape().representation());
    checkIndexes("candidate", candidate, n * candidates, model.vocabulary().size());
    checkLength("features", features, n * candidates * model.shape().features());
    checkLength("score", score, n * candidates);
  }

  private static void checkLength(String name, float[] values, int needed) {
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
