package dev.attune.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.TestReleases;
import dev.attune.models.sample.TinySampler;
import dev.attune.models.sample.UsageSampler;
import dev.attune.models.sample.UsageSamplerContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxUsageSamplerTest extends UsageSamplerContract {

  @TempDir private Path folder;

  @Override
  protected UsageSampler newSampler() {
    return OnnxUsageSampler.load(TinySampler.verified(TinySampler.copyTo(folder))).orElseThrow();
  }

  @Test
  void shouldFindNoneInAReleaseWithout(@TempDir Path other) {
    TestReleases.copyTo(other);
    assertThat(OnnxUsageSampler.load(TinySampler.verified(other))).isEmpty();
  }

  @Test
  void shouldServeAReleaseThatCanWriteSessionsAsAnyOther() {
    try (OnnxRelease release = OnnxRelease.load(TinySampler.verified(folder))) {
      assertThat(release.manifest().files()).anyMatch(file -> file.name().equals("sample.onnx"));
    }
  }

  @Test
  void shouldRefuseAnotherAnswer() {
    assertRefused(Reason.GOLDEN, "in gap", "golden.json", "\"gap\":[", "\"gap\":[1");
  }

  @Test
  void shouldRefuseGoldenVectorsThatSayNothingOfIt() {
    assertRefused(
        Reason.MALFORMED,
        "says nothing of sample.onnx",
        "golden.json",
        "\"sample\":",
        "\"other\":");
  }

  @Test
  void shouldRefuseCohortsOfAnotherVocabulary() {
    assertRefused(
        Reason.MALFORMED,
        "does not fit",
        "cohorts.json",
        "\"itemCategory\": [",
        "\"itemCategory\": [1, ");
  }

  @Test
  void shouldRefuseADamagedGraph() {
    TestReleases.damage(
        folder,
        "sample.onnx",
        bytes -> {
          bytes[bytes.length / 2] ^= 1;
          return bytes;
        });
    assertRefused(Reason.WRONG_HASH, "sample.onnx");
  }

  @Test
  void shouldRefuseTheGraphOfAnother() {
    TestReleases.rebuild(folder, "sample.onnx", renamed("uniform", "unifork"));
    assertRefused(Reason.SHAPE, "has the inputs");
  }

  @Test
  void shouldRefuseAGraphThatNothingConditions() {
    TestReleases.manifest(folder, manifest -> manifest.withArray("files").remove(7));
    assertRefused(Reason.MALFORMED, "of use together only");
  }

  private void assertRefused(Reason reason, String sentence, String file, String from, String to) {
    TestReleases.rebuild(folder, file, renamed(from, to));
    assertRefused(reason, sentence);
  }

  private void assertRefused(Reason reason, String sentence) {
    assertThatThrownBy(() -> OnnxUsageSampler.load(TinySampler.verified(folder)))
        .isInstanceOfSatisfying(
            ReleaseRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(sentence);
  }

  private static UnaryOperator<byte[]> renamed(String from, String to) {
    // One byte a character, so that all others stay as they are.
    return bytes ->
        new String(bytes, StandardCharsets.ISO_8859_1)
            .replace(from, to)
            .getBytes(StandardCharsets.ISO_8859_1);
  }
}
