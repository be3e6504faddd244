package dev.attune.models.graph;

import java.util.List;

/**
 * One operation of a graph, without its attributes.
 *
 * @param operator such as {@code Gather}
 * @param inputs names of constants, of the graph's inputs and of other operations' outputs
 * @param outputs names of what it computes
 */
public record Node(String operator, List<String> inputs, List<String> outputs) {

  /** Copies the lists. */
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
