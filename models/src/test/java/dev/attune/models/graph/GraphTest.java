package dev.attune.models.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.release.TestReleases;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class GraphTest {

  @Test
  void shouldReadOperationsAndConstants() throws IOException {
    Graph graph = Graph.parse(Files.readAllBytes(TestReleases.tiny().resolve("update.onnx")));

    assertThat(graph.nodes())
        .extracting(Node::operator)
        .containsExactly(
            "Gather", "Gather", "Add", "Gather", "Add", "Gather", "Add", "Split", "Sigmoid",
            "Sigmoid", "Mul", "Sub", "Mul", "Add");
    assertThat(graph.nodes().get(0).inputs()).containsExactly("w0", "item");
    Tensor items = graph.constants().get("w0");
    assertThat(items.isMatrix(512)).isTrue();
    assertThat(items.isMatrix(256)).isFalse();
    assertThat(items.isWholeNumber()).isFalse();
    assertThat(items.floats()).hasSize(117 * 512);
  }
}
