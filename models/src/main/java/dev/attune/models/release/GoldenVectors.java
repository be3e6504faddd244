package dev.attune.models.release;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.function.IntPredicate;

/**
 * Inputs and the outputs that a release's graphs must give, from {@code golden.json}: proof that a
 * runtime on this machine computes what the trainer computed. Arrays are flat and row-major.
 */
public final class GoldenVectors {

  /** How far an output may be from the expected one. */
  public static final float TOLERANCE = 1e-4f;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Golden golden;

  private GoldenVectors(Golden golden) {
    this.golden = golden;
  }

  /**
   * Reads golden vectors.
   *
   * @throws ReleaseRefusedException if the file is not in its form
   */
  public static GoldenVectors parse(byte[] json) {
    try {
      return new GoldenVectors(JSON.readValue(json, Golden.class));
    } catch (IOException e) {
      String reason = e.getMessage().lines().findFirst().orElse("no reason given");
      throw new ReleaseRefusedException(
          Reason.MALFORMED, ReleaseManifest.GOLDEN + " can't be read: " + reason, e);
    }
  }

  /**
   * Asks a model and compares.
   *
   * @throws ReleaseRefusedException if an output is further off than {@link #TOLERANCE} or not a
   *     number, or the model does not answer
   */
  public void check(UsageModel model) {
    try {
      checkUpdate(model);
      checkReadout(model);
      checkRank(model);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ReleaseRefusedException(
          Reason.GOLDEN,
          "the graphs do not answer " + ReleaseManifest.GOLDEN + ": " + e.getMessage(),
          e);
    }
  }

  private void checkUpdate(UsageModel model) {
    Update in = golden.update;
    int length = in.n * model.shape().state();
    float[] state = exact("update.state", in.state, length).clone();
    exact("update.stateOut", in.stateOut, length);
    model.update(in.n, in.item, in.type, in.gap, in.how, state);
    compare(ReleaseManifest.UPDATE, "state_out", in.stateOut, state, i -> true);
  }

  private void checkReadout(UsageModel model) {
    Readout in = golden.readout;
    ModelShape shape = model.shape();
    exact("readout.state", in.state, in.n * shape.state());
    exact("readout.repr", in.repr, in.n * shape.representation());
    exact("readout.engagement", in.engagement, in.n * shape.engagement());
    float[] representation = new float[in.repr.length];
    float[] engagement = new float[in.engagement.length];
    model.readout(in.n, in.state, in.last, in.how, in.place, representation, engagement);
    compare(ReleaseManifest.READOUT, "repr", in.repr, representation, i -> true);
    compare(ReleaseManifest.READOUT, "engagement", in.engagement, engagement, i -> true);
  }

  private void checkRank(UsageModel model) {
    Rank in = golden.rank;
    int length = in.n * in.candidates;
    exact("rank.repr", in.repr, in.n * model.shape().representation());
    exact("rank.features", in.features, length * model.shape().features());
    exact("rank.scores", in.scores, length);
    float[] scores = new float[length];
    model.rank(in.n, in.candidates, in.repr, in.cand, in.features, scores);
    compare(ReleaseManifest.RANK, "scores", in.scores, scores, i -> in.cand[i] != Vocabulary.NONE);
  }

  private static float[] exact(String name, float[] values, int length) {
    if (length == 0 || values.length != length) {
      throw new ReleaseRefusedException(
          Reason.MALFORMED,
          ReleaseManifest.GOLDEN
              + " has "
              + values.length
              + " numbers in "
              + name
              + ", expected are "
              + (length == 0 ? "some" : length));
    }
    return values;
  }

  private static void compare(
      String graph, String output, float[] expected, float[] actual, IntPredicate counts) {
    for (int i = 0; i < expected.length; i++) {
      // Negated, so that what is not a number is refused too.
      if (counts.test(i) && !(Math.abs(expected[i] - actual[i]) <= TOLERANCE)) {
        throw new ReleaseRefusedException(
            Float.isFinite(actual[i]) ? Reason.GOLDEN : Reason.NOT_FINITE,
            graph
                + " answers "
                + actual[i]
                + " in "
                + output
                + "["
                + i
                + "], "
                + ReleaseManifest.GOLDEN
                + " says "
                + expected[i]);
      }
    }
  }

  record Golden(Update update, Readout readout, Rank rank) {}

  record Update(
      int n, int[] item, int[] type, int[] gap, int[] how, float[] state, float[] stateOut) {}

  record Readout(
      int n, float[] state, int[] last, int[] how, int[] place, float[] repr, float[] engagement) {}

  record Rank(int n, int candidates, float[] repr, int[] cand, float[] features, float[] scores) {}
}
