package dev.attune.models.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The operations and constants of an ONNX graph (ModelProto: graph 7; GraphProto: node 1,
 * initializer 5; NodeProto: input 1, output 2, op_type 4), as <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a> numbers them.
 *
 * @param nodes the operations, each after those whose outputs it uses
 * @param constants the constants by name
 */
public record Graph(List<Node> nodes, Map<String, Tensor> constants) {

  /** Copies the lists. */
  public Graph {
    nodes = List.copyOf(nodes);
    constants = Map.copyOf(constants);
  }

  /**
   * Reads a graph that a release's verification has let pass.
   *
   * @throws java.nio.BufferUnderflowException if the file is cut off
   * @throws IllegalArgumentException if the file is no ONNX graph
   */
  public static Graph parse(byte[] model) {
    List<Node> nodes = new ArrayList<>();
    Map<String, Tensor> constants = new HashMap<>();
    Protobuf.Field part =
        (field, number, bytes) -> {
          if (field == 1) {
            nodes.add(node(bytes));
          } else if (field == 5) {
            Tensor tensor = Tensor.parse(bytes);
            constants.put(tensor.name(), tensor);
          }
        };
    Protobuf.walk(
        ByteBuffer.wrap(model),
        (field, number, bytes) -> {
          if (field == 7) {
            Protobuf.walk(bytes, part);
          }
        });
    return new Graph(nodes, constants);
  }

  /** The operators in their order, apart by spaces, such as {@code Gather Add}. */
  public String operators() {
    return nodes.stream().map(Node::operator).collect(Collectors.joining(" "));
  }

  private static Node node(ByteBuffer message) {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<String> operator = new ArrayList<>();
    Protobuf.walk(
        message,
        (field, number, bytes) -> {
          switch (field) {
            case 1 -> inputs.add(Protobuf.text(bytes));
            case 2 -> outputs.add(Protobuf.text(bytes));
            case 4 -> operator.add(Protobuf.text(bytes));
            default -> {
              // Names and attributes.
            }
          }
        });
    return new Node(String.join("", operator), inputs, outputs);
  }
}
