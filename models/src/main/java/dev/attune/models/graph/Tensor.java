package dev.attune.models.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A constant of a graph, stored as raw bytes (TensorProto: dims 1, data_type 2, name 8, raw_data
 * 9). Holds a view of the graph's bytes, not a copy.
 */
public final class Tensor {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final List<Integer> dimensions = new ArrayList<>();
  private String name = "";
  private int type;
  private ByteBuffer raw = ByteBuffer.allocate(0);

  private Tensor() {}

  static Tensor parse(ByteBuffer message) {
    Tensor tensor = new Tensor();
    Protobuf.walk(message, tensor::field);
    return tensor;
  }

  private void field(int field, long number, ByteBuffer bytes) {
    switch (field) {
      case 1 -> {
        if (bytes.hasRemaining()) {
          while (bytes.hasRemaining()) {
            dimensions.add(Math.toIntExact(Protobuf.varint(bytes)));
          }
        } else {
          dimensions.add(Math.toIntExact(number));
        }
      }
      case 2 -> type = (int) number;
      case 8 -> name = Protobuf.text(bytes);
      case 9 -> raw = bytes.order(ByteOrder.LITTLE_ENDIAN);
      default -> {
        // Values that are stored in other ways are not read.
      }
    }
  }

  /** Its name within the graph. */
  public String name() {
    return name;
  }

  /** How long it is in each direction. */
  public List<Integer> dimensions() {
    return List.copyOf(dimensions);
  }

  /** Whether it holds floats, as many as its dimensions say. */
  public boolean isFloats() {
    long values = 1;
    for (int dimension : dimensions) {
      values = Math.multiplyExact(values, dimension);
    }
    return type == FLOAT && raw.remaining() == Float.BYTES * values;
  }

  /** Whether it is a matrix of floats with so many columns and at least one row. */
  public boolean isMatrix(int columns) {
    return isFloats()
        && dimensions.size() == 2
        && dimensions.get(1) == columns
        && raw.remaining() > 0;
  }

  /** Whether it is one whole number. */
  public boolean isWholeNumber() {
    return type == INT64 && raw.remaining() == Long.BYTES;
  }

  /** The values, row by row. */
  public float[] floats() {
    float[] values = new float[raw.remaining() / Float.BYTES];
    raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** The rows of a matrix. */
  public float[][] rows() {
    int columns = dimensions.get(1);
    float[] values = floats();
    float[][] rows = new float[dimensions.get(0)][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
    return rows;
  }

  /** The value of a whole number. */
  public long wholeNumber() {
    return raw.getLong(0);
  }
}
