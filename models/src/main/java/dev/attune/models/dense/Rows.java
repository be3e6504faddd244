package dev.attune.models.dense;

import java.util.Arrays;

/**
 * Rows of weights, all of one width, of which sums are made: a product of a vector with a matrix is
 * the sum of the matrix's rows, each times an element of the vector.
 *
 * <p>Four rows are added at a time, so that the sum is read and written once for them. Every row is
 * an array of its own and sums begin at 0, since the JIT makes vector instructions of a loop only
 * if all its arrays are read at the same index; with six rows and more it did not either. The order
 * of additions is fixed: equal arguments give equal bits. Immutable, shared by threads.
 */
final class Rows {

  private static final int TOGETHER = 4;

  private final float[][] rows;

  /**
   * @param rows at least one, all of one length; not to be written to
   */
  Rows(float[][] rows) {
    this.rows = rows;
  }

  /** These rows, then others of the same width. */
  Rows then(Rows others) {
    float[][] all = Arrays.copyOf(rows, rows.length + others.rows.length);
    System.arraycopy(others.rows, 0, all, rows.length, others.rows.length);
    return new Rows(all);
  }

  /** Every row times a matrix. */
  Rows times(Rows matrix) {
    float[][] products = new float[rows.length][matrix.width()];
    matrix.addProducts(rows.length, rows, products);
    return new Rows(products);
  }

  int width() {
    return rows[0].length;
  }

  /** A row; not to be written to. */
  float[] row(int row) {
    return rows[row];
  }

  /** How long the arrays of {@link #addChosen} must be for so many rows. */
  static int room(int n) {
    return (n + TOGETHER - 1) / TOGETHER * TOGETHER;
  }

  /**
   * Adds every row times an element of a vector, for several vectors. Rows are read from memory
   * once for all of them; sums do not depend on how many there are.
   *
   * @param n how many vectors
   * @param vectors of as many elements as there are rows
   * @param sums what is added to, each as wide as a row
   */
  void addProducts(int n, float[][] vectors, float[][] sums) {
    int row = 0;
    for (; row + TOGETHER <= rows.length; row += TOGETHER) {
      for (int i = 0; i < n; i++) {
        float[] vector = vectors[i];
        add(
            rows[row],
            rows[row + 1],
            rows[row + 2],
            rows[row + 3],
            vector[row],
            vector[row + 1],
            vector[row + 2],
            vector[row + 3],
            sums[i]);
      }
    }
    for (; row < rows.length; row++) {
      for (int i = 0; i < n; i++) {
        add(rows[row], vectors[i][row], sums[i]);
      }
    }
  }

  /**
   * Adds chosen rows, each times a factor.
   *
   * @param chosen which rows; of {@link #room}
   * @param factors their factors; of {@link #room}
   * @param n how many
   * @param sum what is added to, as wide as a row
   */
  void addChosen(int[] chosen, float[] factors, int n, float[] sum) {
    // Filled up with nothing of the first row.
    for (int i = n; i % TOGETHER != 0; i++) {
      chosen[i] = 0;
      factors[i] = 0f;
    }
    for (int i = 0; i < n; i += TOGETHER) {
      add(
          rows[chosen[i]],
          rows[chosen[i + 1]],
          rows[chosen[i + 2]],
          rows[chosen[i + 3]],
          factors[i],
          factors[i + 1],
          factors[i + 2],
          factors[i + 3],
          sum);
    }
  }

  /** The inner product of two vectors of one length. */
  static float dot(float[] one, float[] two) {
    return dot(one, two, 0);
  }

  /**
   * The inner product of a vector and a part of another, as four sums that don't wait for each
   * other.
   *
   * @param from where the part begins, which is as long as the first vector
   */
  static float dot(float[] one, float[] two, int from) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 4 <= one.length; i += 4) {
      a += one[i] * two[from + i];
      b += one[i + 1] * two[from + i + 1];
      c += one[i + 2] * two[from + i + 2];
      d += one[i + 3] * two[from + i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * two[from + i];
    }
    return a + b + (c + d);
  }

  /** Adds up three vectors and one more. */
  static void sum(float[] one, float[] two, float[] three, float[] four, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (one[i] + two[i]) + (three[i] + four[i]);
    }
  }

  /** Adds one vector to another. */
  static void add(float[] one, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += one[i];
    }
  }

  private static void add(float[] one, float factor, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * one[i];
    }
  }

  private static void add(
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float f0,
      float f1,
      float f2,
      float f3,
      float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (f0 * w0[i] + f1 * w1[i]) + (f2 * w2[i] + f3 * w3[i]);
    }
  }
}
