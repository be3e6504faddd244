package dev.attune.models.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.folded.FoldedTables;
import dev.attune.models.release.TestReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which graphs run in Java, and which are left to ONNX Runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldedTablesTest {

  private OnnxRelease release;
  private OnnxUsageModel reference;
  private byte[] graph;

  @BeforeAll
  void load() throws IOException {
    release = OnnxRelease.load(TestReleases.tiny(), TestReleases.TRUSTED);
    reference = release.newReferenceModel();
    graph = Files.readAllBytes(TestReleases.tiny().resolve("update.onnx"));
  }

  @AfterAll
  void close() {
    reference.close();
    release.close();
  }

  @Test
  void shouldReadTheTablesOfAFoldedUpdate() {
    assertThat(FoldedTables.proven(graph, reference)).isPresent();
  }

  @Test
  void shouldNotTakeAGraphThatComputesSomethingElse() {
    // One float of one row of the largest table, from below 2 to far beyond.
    byte[] changed = graph.clone();
    changed[graph.length / 2 | 3] = 0x45;

    assertThat(FoldedTables.proven(changed, reference)).isEmpty();
  }

  @Test
  void shouldNotTakeAGraphWithoutTables() {
    assertThat(FoldedTables.proven(rename("Gather", "Gothic"), reference)).isEmpty();
  }

  @Test
  void shouldNotTakeAGraphWhoseRowsAreFoundInAnotherWay() {
    assertThat(FoldedTables.proven(rename("item", "dead"), reference)).isEmpty();
  }

  @Test
  void shouldNotTakeACutOffGraph() {
    assertThat(FoldedTables.proven(Arrays.copyOf(graph, graph.length / 2), reference)).isEmpty();
    assertThat(FoldedTables.proven(new byte[] {7, 7, 7}, reference)).isEmpty();
  }

  /** Both words have the same length, so that all lengths in the file still fit. */
  private byte[] rename(String word, String other) {
    return new String(graph, ISO_8859_1).replace(word, other).getBytes(ISO_8859_1);
  }
}
