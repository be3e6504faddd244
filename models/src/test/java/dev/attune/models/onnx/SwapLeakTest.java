package dev.attune.models.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.TestReleases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases come and go while models run: every session that was opened is closed. */
class SwapLeakTest {

  private static final int SWAPS = 20;

  @Test
  void shouldCloseASessionForEveryOneThatIsOpened() {
    int before = OnnxRelease.openSessions();
    OnnxRelease release = load();
    OnnxUsageModel model = release.newModel();
    int one = OnnxRelease.openSessions() - before;
    for (int swap = 0; swap < SWAPS; swap++) {
      OnnxRelease next = load();
      // The old release is closed while its model still runs, as when a task is slow to let go.
      release.close();
      update(model);
      OnnxUsageModel nextModel = next.newModel();
      update(nextModel);
      assertThat(OnnxRelease.openSessions() - before).as("both in use").isEqualTo(2 * one);
      model.close();
      assertThat(OnnxRelease.openSessions() - before).as("one in use").isEqualTo(one);
      release = next;
      model = nextModel;
    }
    model.close();
    release.close();

    assertThat(one).isPositive();
    assertThat(OnnxRelease.openSessions()).isEqualTo(before);
  }

  @Test
  void shouldCloseTheSessionsOfAReleaseThatIsRefused(@TempDir Path folder) {
    int before = OnnxRelease.openSessions();
    TestReleases.copyTo(folder);
    TestReleases.rebuild(
        folder,
        "golden.json",
        golden ->
            new String(golden, UTF_8).replaceFirst("\"stateOut\": \\[", "$0 9, ").getBytes(UTF_8));

    assertThatThrownBy(() -> OnnxRelease.load(folder, TestReleases.TRUSTED))
        .isInstanceOf(ReleaseRefusedException.class);
    assertThat(OnnxRelease.openSessions()).isEqualTo(before);
  }

  private static OnnxRelease load() {
    return OnnxRelease.load(TestReleases.tiny(), TestReleases.TRUSTED);
  }

  private static void update(OnnxUsageModel model) {
    float[] state = new float[model.shape().state()];
    model.update(1, new int[1], new int[1], new int[1], new int[1], state);
    assertThat(state[0]).isFinite();
  }
}
