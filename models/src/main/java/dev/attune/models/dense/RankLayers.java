package dev.attune.models.dense;

import dev.attune.models.graph.Graph;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import java.nio.BufferUnderflowException;
import java.util.Optional;

/**
 * The weights of a rank graph. With r a representation, f a candidate's features, and e, b and t
 * what the tables say of the candidate:
 *
 * <pre>
 * base   = e · r + b
 * near   = f N · (r V + v)
 * hidden = gelu(f F + c + r C + t + base m)
 * score  = base + near + (hidden · o + f · l) (f · h)
 * </pre>
 *
 * <p>Immutable, shared by threads.
 */
public final class RankLayers {

  private static final String OPERATORS =
      "Gather Unsqueeze MatMul Gather Unsqueeze Add MatMul MatMul Add Unsqueeze MatMul MatMul"
          + " MatMul Add Unsqueeze Add Gather Add Mul Add Gelu MatMul MatMul Add MatMul Add Mul"
          + " Add Squeeze Equal Where Identity";

  /** e, a row for each item. */
  final Rows embedding;

  /** b. */
  final float[] bias;

  /** The rows of F, then m, then a row t for each item: all that a hidden layer is a sum of. */
  final Rows hidden;

  /** C and c. */
  final Affine context;

  /** o. */
  final float[] out;

  /** l, by feature. */
  final float[] linear;

  /** h, by feature. */
  final float[] habit;

  /** V and v. */
  final Affine near;

  /** N, a row for each feature. */
  final Rows nearFeatures;

  private final int features;

  /**
   * Reads them.
   *
   * @param items rows of the vocabulary
   * @throws IllegalArgumentException if the graph is of another form
   */
  RankLayers(Graph graph, ModelShape shape, int items) {
    Weights weights = new Weights(graph, OPERATORS);
    int width = shape.representation();
    features = shape.features();
    embedding = weights.rows("embedding", items, width);
    bias = weights.of("bias", items);
    int units = weights.columns("rank_context.weight");
    context =
        new Affine(
            weights.rows("rank_context.weight", width, units),
            weights.of("rank_features.bias", units));
    hidden =
        weights
            .rows("rank_features.weight", features, units)
            .then(new Rows(new float[][] {weights.of("rank_match", units)}))
            .then(weights.rows("rank_item", items, units));
    out = weights.of("rank_out.weight", units, 1);
    linear = weights.of("rank_linear.weight", features, 1);
    habit = weights.of("select_habit", features, 1);
    near = weights.affine("rank_near", width, weights.columns("rank_near.weight"));
    nearFeatures = weights.rows("select_near", features, near.width());
  }

  /** Units of the hidden layer. */
  int units() {
    return context.width();
  }

  int features() {
    return features;
  }

  /** Where m is among the rows of the hidden layer. */
  int matchRow() {
    return features;
  }

  /** Where t of an item is among the rows of the hidden layer. */
  int itemRow(int item) {
    return features + 1 + item;
  }

  /**
   * Reads the weights, and compares what plain Java makes of them with what a model answers.
   *
   * @param graph the bytes of a verified {@code rank.onnx}
   * @param reference a model that runs that graph
   * @return nothing if the graph is not of this form, or its answers are not reproduced: then only
   *     the graph itself will do
   */
  public static Optional<RankLayers> proven(byte[] graph, UsageModel reference) {
    try {
      int items = reference.vocabulary().size();
      RankLayers layers = new RankLayers(Graph.parse(graph), reference.shape(), items);
      return Optional.of(layers).filter(found -> DenseProof.agree(found, reference));
    } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A worker with these weights, for one thread. */
  public DenseRank newRank() {
    return new DenseRank(this);
  }
}
