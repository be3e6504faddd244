package dev.attune.models.dense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsTest {

  private static final Rows ROWS =
      new Rows(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}, {11, 12}});

  @Test
  void shouldMultiplyAVectorWithAMatrix() {
    float[] sum = {100, 200};

    ROWS.addProduct(new float[] {1, 0, 2, 0, 0, -1}, sum);

    assertThat(sum).containsExactly(100 + 1 + 10 - 11, 200 + 2 + 12 - 12);
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
  }
}
