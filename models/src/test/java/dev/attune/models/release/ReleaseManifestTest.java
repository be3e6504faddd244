package dev.attune.models.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseManifestTest {

  @TempDir private Path folder;

  @BeforeEach
  void copy() {
    TestReleases.copyTo(folder);
  }

  @Test
  void shouldReadWhatAReleaseSaysOfItself() {
    ReleaseManifest manifest = Releases.folder(folder, TestReleases.TRUSTED).manifest();

    assertThat(manifest.releaseId()).isEqualTo("tiny");
    assertThat(manifest.trainingDataClass()).isEqualTo("none");
    assertThat(manifest.opset()).isEqualTo(20);
    assertThat(manifest.vocabulary().size()).isEqualTo(117);
    assertThat(manifest.file("rank.onnx").size()).isEqualTo(34_625);
  }

  @Test
  void shouldIgnoreWhatALaterManifestSaysMore() {
    TestReleases.manifest(folder, manifest -> manifest.put("signedBy", "someone"));

    assertThat(Releases.folder(folder, TestReleases.TRUSTED).manifest().releaseId())
        .isEqualTo("tiny");
  }

  @Test
  void shouldRefuseWhatItCantUse() {
    refuses(m -> m.put("formatVersion", 1), "manifest.json has format version 1, this program");
    refuses(m -> m.put("formatVersion", 2).put("releaseId", "../x"), "has no usable releaseId");
    refuses(m -> m.put("releaseId", "tiny").put("created", "today"), "has no usable time in");
    refuses(
        m -> m.put("created", "2026-11-22T00:00:00Z").put("trainingDataClass", " "),
        "does not say what the release was trained on");
    refuses(
        m -> ((ObjectNode) m.put("trainingDataClass", "none").get("shape")).put("state", 128),
        "manifest.json has ModelShape[state=128, ");
    refuses(m -> m.remove("shape"), "manifest.json can't be read: ");
  }

  @Test
  void shouldRefuseFilesThatCantBeListed() {
    refuses(m -> file(m, 0).put("name", "../update.onnx"), "a file whose name is not a plain one");
    refuses(m -> file(m, 0).put("name", "readout.onnx"), "manifest.json lists readout.onnx twice");
    refuses(m -> file(m, 0).put("name", "other.onnx"), "manifest.json does not list update.onnx");
    refuses(
        m -> file(m, 0).put("name", "update.onnx").put("size", -1),
        "manifest.json lists update.onnx with a size of -1");
    refuses(
        m -> file(m, 0).put("size", 1).put("sha256", "abc"),
        "manifest.json lists update.onnx without a SHA-256");
  }

  @Test
  void shouldRefuseAManifestThatIsNoJson() {
    TestReleases.damage(folder, "manifest.json", bytes -> new byte[] {'{', 'x'});

    assertThatExceptionOfType(ReleaseRefusedException.class)
        .isThrownBy(() -> Releases.folder(folder, TestReleases.TRUSTED))
        .withMessageContaining("manifest.json can't be read: ");
  }

  @Test
  void shouldRefuseAnotherOpset() {
    refuses(m -> m.put("opset", 21), "update.onnx has opset 20, the manifest says 21");
  }

  private static ObjectNode file(ObjectNode manifest, int i) {
    return (ObjectNode) ((ArrayNode) manifest.get("files")).get(i);
  }

  private void refuses(Consumer<ObjectNode> change, String sentence) {
    TestReleases.manifest(folder, change);
    assertThatExceptionOfType(ReleaseRefusedException.class)
        .isThrownBy(() -> Releases.folder(folder, TestReleases.TRUSTED))
        .withMessageStartingWith("the release in " + folder + " is refused: ")
        .withMessageContaining(sentence);
  }
}
