package dev.attune.models.folded;

import dev.attune.models.graph.Graph;
import dev.attune.models.graph.Node;
import dev.attune.models.graph.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables of an update graph: every {@code Gather} of a matrix, with the way its row is
 * computed from the graph's index inputs by {@code Add} and by {@code Mul} with a constant. What
 * the graph makes of the rows is not read here but proven, by {@link UpdateProof}.
 */
final class TableFinder {

  private final Graph graph;
  private final int columns;
  private final Map<String, IndexSum> indexes = new HashMap<>();
  private final List<Table> found = new ArrayList<>();

  private TableFinder(Graph graph, int columns) {
    this.graph = graph;
    this.columns = columns;
    indexes.put("item", new IndexSum(1, 0, 0, 0));
    indexes.put("type", new IndexSum(0, 1, 0, 0));
    indexes.put("gap", new IndexSum(0, 0, 1, 0));
    indexes.put("how", new IndexSum(0, 0, 0, 1));
  }

  /** The tables in the order of the graph; none if one is looked up in another way. */
  static List<Table> find(Graph graph, int columns) {
    TableFinder finder = new TableFinder(graph, columns);
    for (Node node : graph.nodes()) {
      boolean understood =
          switch (node.operator()) {
            case "Add" -> finder.add(node);
            case "Mul" -> finder.multiply(node, 0, 1) && finder.multiply(node, 1, 0);
            case "Gather" -> finder.gather(node);
            default -> true;
          };
      if (!understood) {
        return List.of();
      }
    }
    return finder.found;
  }

  private boolean add(Node node) {
    IndexSum left = index(node, 0);
    IndexSum right = index(node, 1);
    if (left != null && right != null) {
      indexes.put(node.outputs().get(0), left.plus(right));
    }
    return true;
  }

  private boolean multiply(Node node, int indexInput, int factorInput) {
    IndexSum index = index(node, indexInput);
    Tensor factor = constant(node, factorInput);
    if (index != null && factor != null && factor.isWholeNumber()) {
      indexes.put(node.outputs().get(0), index.times(Math.toIntExact(factor.wholeNumber())));
    }
    return true;
  }

  private boolean gather(Node node) {
    Tensor matrix = constant(node, 0);
    IndexSum row = index(node, 1);
    if (matrix == null || row == null || !matrix.isMatrix(columns)) {
      return false;
    }
    found.add(new Table(matrix.rows(), row));
    return true;
  }

  private @Nullable IndexSum index(Node node, int input) {
    return indexes.get(node.inputs().get(input));
  }

  private @Nullable Tensor constant(Node node, int input) {
    return graph.constants().get(node.inputs().get(input));
  }
}
