package dev.attune.models.dense;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.Releases;
import dev.attune.models.usage.UsageModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which graphs run in Java, and which are left to ONNX Runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DenseFormTest {

  private OnnxRelease release;
  private UsageModel reference;
  private byte[] readout;
  private byte[] rank;

  @BeforeAll
  void load() throws IOException {
    release = OnnxRelease.builtIn();
    reference = release.newReferenceModel();
    readout = bytes(ReleaseManifest.READOUT);
    rank = bytes(ReleaseManifest.RANK);
  }

  @AfterAll
  void close() {
    reference.close();
    release.close();
  }

  @Test
  void shouldTakeGraphsOfTheKnownForm() {
    assertThat(ReadoutLayers.proven(readout, reference)).isPresent();
    assertThat(RankLayers.proven(rank, reference)).isPresent();
  }

  @Test
  void shouldNotTakeGraphsThatComputeSomethingElse() {
    assertThat(ReadoutLayers.proven(rename(readout, "Sigmoid", "Softmax"), reference)).isEmpty();
    assertThat(RankLayers.proven(rename(rank, "Gelu", "Tanh"), reference)).isEmpty();
    assertThat(RankLayers.proven(readout, reference)).isEmpty();
  }

  @Test
  void shouldNotTakeGraphsThatAnswerOtherwise() {
    // Eight bytes within the weights, so at least one float becomes thousands.
    for (byte[] graph : new byte[][] {readout, rank}) {
      byte[] changed = graph.clone();
      Arrays.fill(changed, graph.length / 2, graph.length / 2 + 8, (byte) 0x45);

      assertThat(ReadoutLayers.proven(changed, reference)).isEmpty();
      assertThat(RankLayers.proven(changed, reference)).isEmpty();
    }
  }

  @Test
  void shouldNotTakeGraphsWhoseWeightsHaveOtherNames() {
    assertThat(ReadoutLayers.proven(rename(readout, "norm_1", "mean_1"), reference)).isEmpty();
    assertThat(RankLayers.proven(rename(rank, "rank_match", "rank_catch"), reference)).isEmpty();
  }

  @Test
  void shouldNotTakeCutOffGraphs() {
    assertThat(ReadoutLayers.proven(Arrays.copyOf(readout, readout.length / 2), reference))
        .isEmpty();
    assertThat(RankLayers.proven(new byte[] {7, 7, 7}, reference)).isEmpty();
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = Releases.builtInFiles().open(file)) {
      return in.readAllBytes();
    }
  }

  /** Both words have the same length, so that all lengths in the file still fit. */
  private static byte[] rename(byte[] graph, String word, String other) {
    return new String(graph, ISO_8859_1).replace(word, other).getBytes(ISO_8859_1);
  }
}
