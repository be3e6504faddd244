package dev.attune.models.dense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsTest {

  private static final Rows ROWS =
      new Rows(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}, {11, 12}});

  @Test
  void shouldMultiplyVectorsWithAMatrix() {
    float[][] vectors = {{1, 0, 2, 0, 0, -1}, {0, 0, 0, 1, 1, 0}, {9, 9, 9, 9, 9, 9}};
    float[][] sums = {{100, 200}, {0, 0}, {7, 7}};

    ROWS.addProducts(2, vectors, sums);

    assertThat(sums[0]).containsExactly(100 + 1 + 10 - 11, 200 + 2 + 12 - 12);
    assertThat(sums[1]).containsExactly(7 + 9, 8 + 10);
    assertThat(sums[2]).as("not asked for").containsExactly(7, 7);
  }

  @Test
  void shouldAddChosenRowsOnly() {
    float[] sum = {0, 0};
    int[] chosen = new int[Rows.room(5)];
    float[] factors = new float[Rows.room(5)];
    for (int i = 0; i < 5; i++) {
      chosen[i] = 5 - i;
      factors[i] = i;
    }

    ROWS.addChosen(chosen, factors, 5, sum);

    assertThat(sum).containsExactly(9 + 2 * 7 + 3 * 5 + 4 * 3, 10 + 2 * 8 + 3 * 6 + 4 * 4);
  }

  @Test
  void shouldMultiplyEveryRowWithAMatrix() {
    Rows product = ROWS.times(new Rows(new float[][] {{1, 0, 1}, {0, 1, 1}}));

    assertThat(product.width()).isEqualTo(3);
    assertThat(product.row(1)).containsExactly(3, 4, 7);
  }

  @Test
  void shouldMultiplyVectorsOfAnyLength() {
    assertThat(Rows.dot(new float[] {1, 2, 3, 4, 5}, new float[] {1, 1, 1, 1, 2})).isEqualTo(20);
    assertThat(Rows.dot(new float[] {1, 2}, new float[] {9, 9, 3, 4, 9}, 2)).isEqualTo(11);
  }
}
