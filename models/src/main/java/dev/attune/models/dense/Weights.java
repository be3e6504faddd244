package dev.attune.models.dense;

import dev.attune.models.graph.Graph;
import dev.attune.models.graph.Tensor;
import java.util.List;

/** The named weights of a graph. */
final class Weights {

  private final Graph graph;

  /**
   * Of a graph of known form.
   *
   * @param operators what the graph must do, see {@link Graph#operators}
   * @throws IllegalArgumentException if it does anything else
   */
  Weights(Graph graph, String operators) {
    if (!graph.operators().equals(operators)) {
      throw new IllegalArgumentException("a graph of another form: " + graph.operators());
    }
    this.graph = graph;
  }

  /**
   * The values of a constant, row by row.
   *
   * @throws IllegalArgumentException if there is none of this name and these dimensions
   */
  float[] of(String name, Integer... dimensions) {
    return tensor(name, dimensions).floats();
  }

  /** A matrix, as rows of weights. */
  Rows rows(String name, int rows, int columns) {
    return new Rows(tensor(name, rows, columns).rows());
  }

  private Tensor tensor(String name, Integer... dimensions) {
    Tensor tensor = graph.constants().get(name);
    if (tensor == null || !tensor.isFloats() || !tensor.dimensions().equals(List.of(dimensions))) {
      throw new IllegalArgumentException(
          "no floats " + name + " of dimensions " + List.of(dimensions));
    }
    return tensor;
  }

  /** A layer with a bias. */
  Affine affine(String name, int rows, int columns) {
    return new Affine(rows(name + ".weight", rows, columns), of(name + ".bias", columns));
  }

  /** A layer without a bias. */
  Affine linear(String name, int rows, int columns) {
    return new Affine(rows(name + ".weight", rows, columns), new float[columns]);
  }

  /** A normalization. */
  Norm norm(String name, int width) {
    return new Norm(of(name + ".scale", width), of(name + ".bias", width));
  }

  /**
   * How many columns a matrix has.
   *
   * @throws IllegalArgumentException if there is no matrix of this name
   */
  int columns(String name) {
    Tensor tensor = graph.constants().get(name);
    if (tensor == null || tensor.dimensions().size() != 2) {
      throw new IllegalArgumentException("no matrix " + name);
    }
    return tensor.dimensions().get(1);
  }
}
