package dev.attune.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.release.TestReleases;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The update graph against the same recurrence in plain Java: h' = c + f * (h - c), f =
 * sigmoid(u[:256]), c = silu(u[256:]), u the sum of four table rows. The tiny release's weights are
 * computed from their place, here as in src/test/python/tiny_release.py.
 */
class UpdateReferenceTest {

  private static final int STATE = 256;
  private static final int STEPS = 500;

  @Test
  void shouldFollowTheRecurrenceOverManyEvents() {
    Random random = new Random(11);
    double[] expected = new double[STATE];
    float[] state = new float[STATE];
    try (OnnxRelease release = OnnxRelease.load(TestReleases.tiny(), TestReleases.TRUSTED);
        OnnxUsageModel model = release.newModel()) {
      for (int step = 0; step < STEPS; step++) {
        int item = random.nextInt(117);
        int kind = random.nextInt(128);
        int gap = random.nextInt(16);
        int how = random.nextInt(168);

        model.update(
            1, new int[] {item}, new int[] {kind}, new int[] {gap}, new int[] {how}, state);
        step(expected, item, kind, gap, how);

        for (int i = 0; i < STATE; i++) {
          assertThat((double) state[i])
              .as("state %d after event %d", i, step)
              .isCloseTo(expected[i], within(1e-5));
        }
      }
    }
  }

  private static void step(double[] state, int item, int kind, int gap, int how) {
    for (int i = 0; i < STATE; i++) {
      double forget = sigmoid(sum(i, item, kind, gap, how));
      double u = sum(STATE + i, item, kind, gap, how);
      double candidate = u * sigmoid(u);
      state[i] = candidate + forget * (state[i] - candidate);
    }
  }

  private static double sum(int column, int item, int kind, int gap, int how) {
    return weight(1, item, column, 2)
        + weight(2, kind, column, 0.5)
        + weight(3, gap, column, 0.5)
        + weight(4, how, column, 0.5);
  }

  private static double weight(int table, int row, int column, double scale) {
    int x = (table << 24) + row * 2 * STATE + column;
    x = (x ^ x >>> 16) * 0x85EBCA6B;
    x = (x ^ x >>> 13) * 0xC2B2AE35;
    x ^= x >>> 16;
    return ((x >>> 24) - 128) / 128.0 * scale;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
