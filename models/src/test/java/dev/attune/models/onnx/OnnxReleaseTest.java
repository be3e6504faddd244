package dev.attune.models.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.attune.models.habit.RankFeatures;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.Releases;
import dev.attune.models.release.TestReleases;
import dev.attune.models.usage.ModelShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxReleaseTest {

  @TempDir private Path folder;

  @BeforeEach
  void copy() {
    TestReleases.copyTo(folder);
  }

  @Test
  void shouldLoadAFolder() {
    try (OnnxRelease release = OnnxRelease.load(folder, TestReleases.TRUSTED)) {
      assertThat(release.manifest().releaseId()).isEqualTo("tiny");
      assertThat(release.vocabulary().size()).isEqualTo(117);
    }
  }

  @Test
  void shouldLoadTheReleaseOfThisBuild() {
    try (OnnxRelease release = OnnxRelease.builtIn();
        OnnxUsageModel model = release.newModel()) {
      assertThat(model.release()).isEqualTo(Releases.builtInId());
      assertThat(model.fallback()).isFalse();
      assertThat(model.vocabulary().items()).anyMatch(item -> item.startsWith("app:"));
    }
  }

  @Test
  void shouldKeepSessionsUntilTheLastModelIsClosed() {
    OnnxRelease release = OnnxRelease.load(folder, TestReleases.TRUSTED);
    OnnxUsageModel first = release.newModel();
    OnnxUsageModel second = release.newModel();

    release.close();
    release.close();
    first.close();
    first.close();

    float[] state = new float[256];
    second.update(1, new int[] {97}, new int[] {1}, new int[] {0}, new int[] {0}, state);
    assertThat(state).doesNotContain(Float.NaN).isNotEqualTo(new float[256]);
    assertThatIllegalStateException()
        .isThrownBy(() -> first.update(1, new int[1], new int[1], new int[1], new int[1], state))
        .withMessage("this model is closed");
    assertThatIllegalStateException()
        .isThrownBy(release::newModel)
        .withMessage("the release tiny is closed");
    second.close();
  }

  @Test
  void shouldRefuseAFlippedBit() {
    TestReleases.damage(
        folder,
        "update.onnx",
        bytes -> {
          bytes[bytes.length / 2] ^= 1;
          return bytes;
        });

    refuses("update.onnx is not the file of the manifest: its SHA-256 differs");
  }

  @Test
  void shouldRefuseAFileOfAnotherSize() {
    TestReleases.damage(folder, "rank.onnx", bytes -> Arrays.copyOf(bytes, 1000));
    refuses("rank.onnx has 1000 bytes, the manifest says 34625");

    TestReleases.damage(folder, "rank.onnx", bytes -> Arrays.copyOf(bytes, 40_000));
    refuses("rank.onnx is longer than the 34625 bytes it may have");
  }

  @Test
  void shouldRefuseAMissingFile() throws IOException {
    Files.delete(folder.resolve("readout.onnx"));
    refuses("readout.onnx is missing");

    Files.delete(folder.resolve("manifest.json"));
    refuses("manifest.json is missing");
  }

  @Test
  void shouldRefuseAMissingFolder() {
    assertThatExceptionOfType(ReleaseRefusedException.class)
        .isThrownBy(() -> OnnxRelease.load(folder.resolve("nowhere"), TestReleases.TRUSTED))
        .withMessage(folder.resolve("nowhere") + " is no folder with a release");
  }

  @Test
  void shouldRefuseAGraphWithOtherInputs() throws IOException {
    byte[] readout = Files.readAllBytes(folder.resolve("readout.onnx"));
    TestReleases.rebuild(folder, "update.onnx", bytes -> readout);

    refuses(
        "update.onnx has the inputs how, last, place, state, expected are gap, how, item, state, type");
  }

  @Test
  void shouldRefuseAGraphWithAnotherShape() throws Exception {
    ModelShape smaller = new ModelShape(128, 64, 16, 24, RankFeatures.COUNT);
    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(folder.resolve("update.onnx").toString())) {
      GraphContract.update(ModelShape.STANDARD).check(session);
      assertThatExceptionOfType(ReleaseRefusedException.class)
          .isThrownBy(() -> GraphContract.update(smaller).check(session))
          .withMessage("update.onnx has state as FLOAT[-1, 256], expected is FLOAT[-1, 128]");
    }
  }

  @Test
  void shouldRefuseAGraphWhoseShapesDoNotFitTogether() {
    // Here the declared shape of the input state ends: 80 02 is 256 as varint, 80 01 is 128.
    TestReleases.rebuild(
        folder,
        "update.onnx",
        bytes -> {
          bytes[bytes.length - 38] = 1;
          return bytes;
        });

    refuses("update.onnx can't be loaded: ");
  }

  @Test
  void shouldRefuseAGraphThatAnswersNoNumber() {
    TestReleases.rebuild(
        folder,
        "update.onnx",
        bytes -> {
          // There lie weights of the item table; a float of ones is not a number.
          Arrays.fill(bytes, 1000, 120_000, (byte) 0xFF);
          return bytes;
        });

    refuses("update.onnx answers NaN in state_out[0], golden.json says ");
  }

  @Test
  void shouldRefuseAGraphThatAnswersSomethingElse() {
    TestReleases.rebuild(
        folder,
        "golden.json",
        bytes ->
            new String(bytes, UTF_8)
                .replaceFirst("\"scores\": \\[", "\"scores\": [1000.0, ")
                .replaceFirst(", -?[0-9.]+]}}", "]}}")
                .getBytes(UTF_8));

    refuses("rank.onnx answers ");
  }

  @Test
  void shouldRefuseAnOperatorThatIsNotAllowed() {
    TestReleases.rebuild(
        folder,
        "update.onnx",
        bytes ->
            new String(bytes, ISO_8859_1)
                .replace("\"\u0003Sub", "\"\u0003Mod")
                .getBytes(ISO_8859_1));

    refuses("update.onnx holds the operator Mod, which is not allowed");
  }

  @Test
  void shouldRefuseWhatIsNoGraph() {
    TestReleases.rebuild(folder, "readout.onnx", bytes -> "no graph".getBytes(UTF_8));

    refuses("readout.onnx is not an ONNX graph");
  }

  @Test
  void shouldRefuseAnotherVocabulary() throws IOException {
    byte[] vocabulary = Files.readAllBytes(folder.resolve("vocabulary.txt"));
    TestReleases.rebuild(folder, "vocabulary.txt", bytes -> "app:x\n".getBytes(UTF_8));
    refuses("vocabulary.txt makes 98 rows, the manifest says 117");

    TestReleases.rebuild(
        folder,
        "vocabulary.txt",
        bytes -> new String(vocabulary, UTF_8).replace("00", "99").getBytes(UTF_8));
    refuses("vocabulary.txt is not the one the graphs were made for");
  }

  private void refuses(String sentence) {
    assertThatExceptionOfType(ReleaseRefusedException.class)
        .isThrownBy(() -> OnnxRelease.load(folder, TestReleases.TRUSTED).close())
        .withMessageContaining(sentence);
  }
}
