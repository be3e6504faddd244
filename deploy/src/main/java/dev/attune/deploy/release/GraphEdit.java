package dev.attune.deploy.release;

import dev.attune.models.graph.Protobuf;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes ONNX graphs: just enough of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a> to spoil one
 * (ModelProto: graph 7; GraphProto: node 1, initializer 5; NodeProto: input 1, output 2, op_type 4;
 * TensorProto: dims 1, data_type 2, name 8, raw_data 9).
 */
final class GraphEdit {

  private static final int GRAPH = 7;
  private static final int NODE = 1;
  private static final int INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int OP_TYPE = 4;
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_DATA = 9;
  private static final int FLOAT = 1;

  private final List<Field> model;
  private final List<Field> graph;

  /** A field of a message: a number, or bytes. */
  private record Field(int field, long number, byte[] bytes, boolean isNumber) {}

  GraphEdit(byte[] onnx) {
    model = fields(onnx);
    graph =
        fields(
            model.stream().filter(field -> field.field == GRAPH).findFirst().orElseThrow().bytes);
  }

  byte[] bytes() {
    List<Field> changed = new ArrayList<>(model);
    changed.replaceAll(field -> field.field == GRAPH ? of(GRAPH, GraphEdit.bytes(graph)) : field);
    return bytes(changed);
  }

  /** Changes the numbers of a table of floats. */
  GraphEdit table(String name, UnaryOperator<float[]> change) {
    for (int i = 0; i < graph.size(); i++) {
      if (graph.get(i).field == INITIALIZER) {
        List<Field> tensor = fields(graph.get(i).bytes);
        if (tensor.stream().anyMatch(field -> isText(field, TENSOR_NAME, name))) {
          tensor.replaceAll(
              field ->
                  field.field == TENSOR_DATA
                      ? of(TENSOR_DATA, raw(change.apply(floats(field.bytes))))
                      : field);
          graph.set(i, of(INITIALIZER, bytes(tensor)));
          return this;
        }
      }
    }
    throw new IllegalArgumentException("the graph has no table " + name);
  }

  /**
   * Sends an output of this width through so many products of matrices of zeros, whose result is
   * added to it: it stays what it was, and takes longer.
   */
  GraphEdit detour(String output, int width, int hidden, int products) {
    renameOutput(output, "detour_start");
    addZeros("detour_out", width, hidden);
    addZeros("detour_back", hidden, width);
    String last = "detour_start";
    for (int i = 0; i < products; i++) {
      addNode("MatMul", List.of(last, "detour_out"), "detour_wide_" + i);
      addNode("MatMul", List.of("detour_wide_" + i, "detour_back"), "detour_" + i);
      last = "detour_" + i;
    }
    addNode("Add", List.of("detour_start", last), output);
    return this;
  }

  private void renameOutput(String before, String after) {
    for (int i = 0; i < graph.size(); i++) {
      if (graph.get(i).field == NODE) {
        List<Field> node = fields(graph.get(i).bytes);
        node.replaceAll(
            field -> isText(field, NODE_OUTPUT, before) ? of(NODE_OUTPUT, after) : field);
        graph.set(i, of(NODE, bytes(node)));
      }
    }
  }

  private void addNode(String operator, List<String> inputs, String output) {
    List<Field> node = new ArrayList<>();
    inputs.forEach(input -> node.add(of(NODE_INPUT, input)));
    node.add(of(NODE_OUTPUT, output));
    node.add(of(OP_TYPE, operator));
    graph.add(of(NODE, bytes(node)));
  }

  private void addZeros(String name, int rows, int columns) {
    graph.add(
        of(
            INITIALIZER,
            bytes(
                List.of(
                    of(TENSOR_DIMENSION, rows),
                    of(TENSOR_DIMENSION, columns),
                    of(TENSOR_TYPE, FLOAT),
                    of(TENSOR_NAME, name),
                    of(TENSOR_DATA, new byte[rows * columns * Float.BYTES])))));
  }

  private static Field of(int field, long number) {
    return new Field(field, number, new byte[0], true);
  }

  private static Field of(int field, byte[] bytes) {
    return new Field(field, 0, bytes, false);
  }

  private static Field of(int field, String text) {
    return of(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isText(Field field, int number, String text) {
    return field.field == number && text.equals(new String(field.bytes, StandardCharsets.UTF_8));
  }

  private static float[] floats(byte[] raw) {
    float[] values = new float[raw.length / Float.BYTES];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static byte[] raw(float[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return raw.array();
  }

  private static List<Field> fields(byte[] message) {
    List<Field> fields = new ArrayList<>();
    Protobuf.walk(
        ByteBuffer.wrap(message),
        (field, number, content) -> {
          byte[] bytes = new byte[content.remaining()];
          content.get(bytes);
          // The walk shows an empty text as it shows 0, and to leave it out means the same.
          if (bytes.length > 0 || number != 0) {
            fields.add(new Field(field, number, bytes, bytes.length == 0));
          }
        });
    return fields;
  }

  private static byte[] bytes(List<Field> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      if (field.isNumber) {
        varint(out, (long) field.field << 3);
        varint(out, field.number);
      } else {
        varint(out, (long) field.field << 3 | 2);
        varint(out, field.bytes.length);
        out.writeBytes(field.bytes);
      }
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
