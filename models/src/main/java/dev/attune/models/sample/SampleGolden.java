package dev.attune.models.sample;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.attune.models.release.GoldenVectors;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the graph that writes sessions must answer, from the section {@code sample} of golden.json.
 */
public final class SampleGolden {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Sample in;

  private SampleGolden(Sample in) {
    this.in = in;
  }

  /**
   * Reads the section.
   *
   * @throws ReleaseRefusedException if it is missing or not in its form
   */
  public static SampleGolden parse(byte[] json) {
    try {
      return new SampleGolden(JSON.readValue(json, File.class).sample);
    } catch (IOException e) {
      String reason = e.getMessage().lines().findFirst().orElse("no reason given");
      throw new ReleaseRefusedException(
          Reason.MALFORMED,
          ReleaseManifest.GOLDEN + " says nothing of " + ReleaseManifest.SAMPLE + ": " + reason,
          e);
    }
  }

  /**
   * Asks a sampler and compares: events exactly, states within {@link GoldenVectors#TOLERANCE}.
   *
   * @throws ReleaseRefusedException if it answers otherwise, or not at all
   */
  public void check(UsageSampler sampler) {
    float[] state = in.state.clone();
    int[] item = new int[in.n];
    int[] type = new int[in.n];
    int[] gap = new int[in.n];
    try {
      sampler.sample(
          in.n, state, in.last, in.how, in.place, in.condition, in.uniform, item, type, gap);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ReleaseRefusedException(
          Reason.GOLDEN,
          ReleaseManifest.SAMPLE
              + " does not answer "
              + ReleaseManifest.GOLDEN
              + ": "
              + e.getMessage(),
          e);
    }
    compare("item", in.item, item);
    compare("type", in.type, type);
    compare("gap", in.gap, gap);
    for (int i = 0; i < state.length; i++) {
      // Negated, so that what is not a number is refused too.
      if (in.stateOut.length != state.length
          || !(Math.abs(in.stateOut[i] - state[i]) <= GoldenVectors.TOLERANCE)) {
        throw new ReleaseRefusedException(
            Float.isFinite(state[i]) ? Reason.GOLDEN : Reason.NOT_FINITE,
            ReleaseManifest.SAMPLE + " answers another state_out than " + ReleaseManifest.GOLDEN);
      }
    }
  }

  private static void compare(String name, int[] expected, int[] actual) {
    if (!Arrays.equals(expected, actual)) {
      throw new ReleaseRefusedException(
          Reason.GOLDEN,
          ReleaseManifest.SAMPLE
              + " answers "
              + Arrays.toString(actual)
              + " in "
              + name
              + ", "
              + ReleaseManifest.GOLDEN
              + " says "
              + Arrays.toString(expected));
    }
  }

  record File(Sample sample) {}

  record Sample(
      int n,
      int[] last,
      int[] how,
      int[] place,
      int[] item,
      int[] type,
      int[] gap,
      float[] state,
      float[] condition,
      float[] uniform,
      float[] stateOut) {}
}
