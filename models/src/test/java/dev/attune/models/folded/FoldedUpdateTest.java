package dev.attune.models.folded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Over tables of two columns: one gate, one candidate, a state of one number. */
class FoldedUpdateTest {

  private static final Table ITEMS =
      new Table(new float[][] {{0, 0}, {1, 2}, {-3, 0.5f}}, new IndexSum(1, 0, 0, 0));
  private static final Table KINDS_BY_GAP =
      new Table(new float[][] {{0, 0}, {0.5f, -1}, {2, 1}, {-0.25f, 4}}, new IndexSum(0, 2, 1, 0));
  private static final Table FAR =
      new Table(new float[][] {{0, 0}, {900, 700}, {-900, -700}}, new IndexSum(0, 0, 0, 1));

  @Test
  void shouldFoldTheSumOfOneRowOfEachTable() {
    FoldedTables tables = new FoldedTables(List.of(ITEMS, KINDS_BY_GAP), 1);

    // Item 1 has the row (1, 2); kind 1 and gap 0 have row 2 of theirs, (2, 1).
    assertThat((double) next(tables, 1, 1, 0, 0, 0.25f))
        .isCloseTo(expected(3, 3, 0.25), within(1e-6));
    assertThat((double) next(tables, 2, 0, 1, 0, -4f))
        .isCloseTo(expected(-2.5, -0.5, -4), within(1e-6));
    assertThat(tables.clamped()).isFalse();
  }

  @Test
  void shouldCloseAndOpenGatesForGood() {
    FoldedTables tables = new FoldedTables(List.of(ITEMS, FAR), 1);

    assertThat(tables.clamped()).isTrue();
    assertThat(next(tables, 0, 0, 0, 1, 0.25f)).as("all is kept").isCloseTo(0.25f, within(1e-4f));
    assertThat(next(tables, 0, 0, 0, 2, 0.25f)).as("all is new").isCloseTo(0f, within(1e-4f));
    assertThat((double) next(tables, 1, 0, 0, 0, 0.5f))
        .isCloseTo(expected(1, 2, 0.5), within(1e-6));
  }

  @Test
  void shouldFoldRowsOneByOne() {
    FoldedTables tables = new FoldedTables(List.of(ITEMS, KINDS_BY_GAP), 1);
    float[] states = {0.1f, 0.2f, 0.3f};

    tables
        .newUpdate()
        .update(
            2, new int[] {0, 2, 1}, new int[] {1, 0, 1}, new int[3], new int[] {5, 6, 7}, states);

    assertThat(states[0]).isEqualTo(next(tables, 0, 1, 0, 5, 0.1f));
    assertThat(states[1]).isEqualTo(next(tables, 2, 0, 0, 6, 0.2f));
    assertThat(states[2]).as("beyond the rows").isEqualTo(0.3f);
  }

  private static float next(FoldedTables tables, int item, int kind, int gap, int how, float h) {
    float[] state = {h};
    tables
        .newUpdate()
        .update(1, new int[] {item}, new int[] {kind}, new int[] {gap}, new int[] {how}, state);
    return state[0];
  }

  private static double expected(double gate, double candidate, double h) {
    double f = 1 / (1 + Math.exp(-gate));
    double c = candidate / (1 + Math.exp(-candidate));
    return c + f * (h - c);
  }
}
