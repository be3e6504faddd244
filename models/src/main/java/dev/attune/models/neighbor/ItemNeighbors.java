package dev.attune.models.neighbor;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Which items go together, learned from all users of a training set: for every vocabulary row a few
 * rows that are used by the same people ({@link #BESIDE}) and a few that follow it more or less
 * often than its users' habits alone would make them ({@link #AFTER}), each with a weight.
 *
 * <p>The file is little-endian: the bytes {@code ATNB}, version 1, the number of rows and the
 * number of relations (32 bits each); then for each relation the place of each row's first neighbor
 * and the number of neighbors (rows + 1 times 32 bits), the neighbors' rows (16 bits each) and
 * their weights (binary32 each). Immutable and safe for use by many threads.
 */
public final class ItemNeighbors {

  /** The relation of items used by the same people; weights are at least 0. */
  public static final int BESIDE = 0;

  /** The relation of what is opened after an item in the same session; weights are log ratios. */
  public static final int AFTER = 1;

  /** How many relations there are. */
  public static final int RELATIONS = 2;

  /** No item has a neighbor. */
  public static final ItemNeighbors NONE =
      new ItemNeighbors(new int[RELATIONS][], new char[RELATIONS][0], new float[RELATIONS][0]);

  private static final int MAGIC = 0x424E5441; // ATNB, little-endian
  private static final int VERSION = 1;

  private final int[][] first;
  private final char[][] row;
  private final float[][] weight;

  private ItemNeighbors(int[][] first, char[][] row, float[][] weight) {
    this.first = first;
    this.row = row;
    this.weight = weight;
  }

  /**
   * Reads a table from the bytes of its file.
   *
   * @param rows how many rows the vocabulary has
   * @throws IllegalArgumentException if the bytes are not such a table of so many rows
   */
  public static ItemNeighbors parse(byte[] file, int rows) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    try {
      check(in.getInt() == MAGIC && in.getInt() == VERSION, "it is no table of neighbors");
      int has = in.getInt();
      check(has == rows, "it has " + has + " rows, the vocabulary has " + rows);
      check(in.getInt() == RELATIONS, "it has other relations");
      int[][] first = new int[RELATIONS][];
      char[][] row = new char[RELATIONS][];
      float[][] weight = new float[RELATIONS][];
      for (int relation = 0; relation < RELATIONS; relation++) {
        first[relation] = readFirst(in, rows);
        row[relation] = readRows(in, first[relation][rows], rows);
        weight[relation] = readWeights(in, first[relation][rows]);
      }
      check(!in.hasRemaining(), "it is too long");
      return new ItemNeighbors(first, row, weight);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it ends too early", e);
    }
  }

  /** The place of the first neighbor of a row, to be used up to {@link #end}. */
  public int begin(int relation, int of) {
    int[] places = first[relation];
    return places == null ? 0 : places[of];
  }

  /** The place after the last neighbor of a row. */
  public int end(int relation, int of) {
    int[] places = first[relation];
    return places == null ? 0 : places[of + 1];
  }

  /** The vocabulary row of the neighbor at a place. */
  public int row(int relation, int place) {
    return row[relation][place];
  }

  /** The weight of the neighbor at a place. */
  public float weight(int relation, int place) {
    return weight[relation][place];
  }

  private static int[] readFirst(ByteBuffer in, int rows) {
    int[] places = new int[rows + 1];
    for (int i = 0; i <= rows; i++) {
      places[i] = in.getInt();
      check(
          i == 0 ? places[0] == 0 : places[i] >= places[i - 1],
          "the places of row " + i + " do not rise");
    }
    check(places[rows] <= in.remaining() / 6, "it ends too early");
    return places;
  }

  private static char[] readRows(ByteBuffer in, int count, int rows) {
    char[] neighbors = new char[count];
    for (int i = 0; i < count; i++) {
      neighbors[i] = in.getChar();
      check(neighbors[i] < rows, "it refers to row " + (int) neighbors[i]);
    }
    return neighbors;
  }

  private static float[] readWeights(ByteBuffer in, int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = in.getFloat();
      check(Float.isFinite(weights[i]), "a weight is not finite");
    }
    return weights;
  }

  private static void check(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
