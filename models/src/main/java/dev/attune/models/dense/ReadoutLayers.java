package dev.attune.models.dense;

import dev.attune.models.graph.Graph;
import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import java.nio.BufferUnderflowException;
import java.util.Optional;

/**
 * The weights of a readout graph. With s a state, and q the sum of what three tables say of the
 * last item, the hour and the place:
 *
 * <pre>
 * x              = norm_1((s * silu(q G + g)) O + o + q)
 * representation = norm_2(gelu(x H + h) P + p + x)
 * y              = silu(s E + e)
 * engagement     = sigmoid(by category (y C + c) + by hour (y D) + prior)
 * </pre>
 *
 * <p>Immutable, shared by threads.
 */
public final class ReadoutLayers {

  private static final String OPERATORS =
      "Gather Gather Add Gather Add MatMul Add Sigmoid Mul Mul MatMul Add Add LayerNormalization"
          + " MatMul Add Gelu MatMul Add Add LayerNormalization Identity MatMul Add Sigmoid Mul"
          + " MatMul Add MatMul Unsqueeze Unsqueeze Add Add Sigmoid Identity";

  final Rows item;
  final Rows hour;
  final Rows place;

  /** The three tables times G, so that no product is left of q G. */
  final Rows gateOfItem;

  final Rows gateOfHour;
  final Rows gateOfPlace;

  /** g. */
  final float[] gateBias;

  final Affine gated;
  final Norm norm;
  final Affine hidden;
  final Affine representation;
  final Norm lastNorm;

  final Affine engaged;
  final Affine category;
  final Affine hourOfDay;
  final float[] prior;

  /**
   * Reads them.
   *
   * @param items rows of the vocabulary
   * @throws IllegalArgumentException if the graph is of another form
   */
  ReadoutLayers(Graph graph, ModelShape shape, int items) {
    Weights weights = new Weights(graph, OPERATORS);
    int width = shape.representation();
    item = weights.rows("embedding", items, width);
    hour = weights.rows("query", Tokenizer.HOURS_OF_WEEK, width);
    place = weights.rows("place_query", EventKind.PLACES, width);
    Affine gate = weights.affine("state_gate", width, shape.state());
    gateOfItem = item.times(gate.weights());
    gateOfHour = hour.times(gate.weights());
    gateOfPlace = place.times(gate.weights());
    gateBias = gate.bias();
    gated = weights.affine("state_out", shape.state(), width);
    norm = weights.norm("norm_1", width);
    int units = weights.columns("hidden.weight");
    hidden = weights.affine("hidden", width, units);
    representation = weights.affine("hidden_out", units, width);
    lastNorm = weights.norm("norm_2", width);
    int engagedUnits = weights.columns("engage.weight");
    engaged = weights.affine("engage", shape.state(), engagedUnits);
    category = weights.affine("engage_category", engagedUnits, shape.notificationCategories());
    hourOfDay = weights.linear("engage_hour", engagedUnits, shape.hours());
    prior = weights.of("engage_prior", shape.notificationCategories(), shape.hours());
  }

  /**
   * Reads the weights, and compares what plain Java makes of them with what a model answers.
   *
   * @param graph the bytes of a verified {@code readout.onnx}
   * @param reference a model that runs that graph
   * @return nothing if the graph is not of this form, or its answers are not reproduced: then only
   *     the graph itself will do
   */
  public static Optional<ReadoutLayers> proven(byte[] graph, UsageModel reference) {
    try {
      int items = reference.vocabulary().size();
      ReadoutLayers layers = new ReadoutLayers(Graph.parse(graph), reference.shape(), items);
      return Optional.of(layers).filter(found -> DenseProof.agree(found, reference));
    } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A worker with these weights, for one thread. */
  public DenseReadout newReadout() {
    return new DenseReadout(this);
  }
}
