package dev.attune.models.release;

import dev.attune.models.graph.Protobuf;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Refuses graphs that hold more than plain arithmetic: operators off a short list, operators of
 * other domains, functions, and weights in other files. Reads just enough of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a> (ModelProto:
 * opset_import 8, graph 7, functions 25; GraphProto: node 1, initializer 5, sparse_initializer 15;
 * NodeProto: op_type 4, domain 7; TensorProto: external_data 13, data_location 14;
 * OperatorSetIdProto: domain 1, version 2).
 */
final class GraphOperators {

  /** Operators without control flow, randomness or side effects. */
  private static final Set<String> ALLOWED =
      Set.of(
          "Add",
          "Cast",
          "Concat",
          "CumSum",
          "Div",
          "Equal",
          "Erf",
          "Gather",
          "Gelu",
          "Gemm",
          "Identity",
          "LayerNormalization",
          "LessOrEqual",
          "MatMul",
          "Max",
          "Min",
          "Mul",
          "ReduceMax",
          "ReduceMean",
          "ReduceSum",
          "Reshape",
          "Sigmoid",
          "Slice",
          "Softmax",
          "Split",
          "Sqrt",
          "Squeeze",
          "Sub",
          "Tanh",
          "Unsqueeze",
          "Where");

  private final String file;
  private long opset = -1;

  private GraphOperators(String file) {
    this.file = file;
  }

  /**
   * Checks one graph.
   *
   * @throws ReleaseRefusedException if it holds what is not allowed, or has another opset
   */
  static void check(String file, byte[] model, int opset) {
    GraphOperators operators = new GraphOperators(file);
    try {
      Protobuf.walk(ByteBuffer.wrap(model), operators::modelField);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new ReleaseRefusedException(Reason.MALFORMED, file + " is not an ONNX graph", e);
    }
    if (operators.opset != opset) {
      throw new ReleaseRefusedException(
          Reason.OPERATOR, file + " has opset " + operators.opset + ", the manifest says " + opset);
    }
  }

  private void modelField(int field, long number, ByteBuffer bytes) {
    switch (field) {
      case 7 -> Protobuf.walk(bytes, this::graphField);
      case 8 -> Protobuf.walk(bytes, this::opsetField);
      case 25 -> throw refused("functions");
      default -> {
        // Names, versions and documentation.
      }
    }
  }

  private void graphField(int field, long number, ByteBuffer bytes) {
    switch (field) {
      case 1 -> Protobuf.walk(bytes, this::nodeField);
      case 5 -> Protobuf.walk(bytes, this::tensorField);
      case 15 -> throw refused("sparse weights");
      default -> {
        // Names and declared shapes, which the session shows once it is loaded.
      }
    }
  }

  private void nodeField(int field, long number, ByteBuffer bytes) {
    if (field == 4 && !ALLOWED.contains(Protobuf.text(bytes))) {
      throw refused("the operator " + Protobuf.text(bytes));
    } else if (field == 7 && bytes.hasRemaining()) {
      throw refused("an operator of the domain " + Protobuf.text(bytes));
    }
  }

  private void tensorField(int field, long number, ByteBuffer bytes) {
    if (field == 13 || field == 14 && number != 0) {
      throw refused("weights in another file");
    }
  }

  private void opsetField(int field, long number, ByteBuffer bytes) {
    if (field == 1 && bytes.hasRemaining()) {
      throw refused("the operator set " + Protobuf.text(bytes));
    } else if (field == 2) {
      opset = number;
    }
  }

  private ReleaseRefusedException refused(String what) {
    return new ReleaseRefusedException(
        Reason.OPERATOR, file + " holds " + what + ", which is not allowed");
  }
}
