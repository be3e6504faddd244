package dev.attune.privacy.bounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CellSumsTest {

  @Test
  void shouldAddUsersAndPartials() {
    CellSums sums = new CellSums(3);
    sums.add(vector(0, 2));
    CellSums partial = CellSums.of(new long[] {5, 0, 1});
    partial.add(vector(2, 2));

    sums.add(partial);

    assertThat(sums.take()).containsExactly(7, 0, 3);
  }

  @Test
  void shouldBeTakenOnce() {
    CellSums sums = new CellSums(3);
    CellSums partial = new CellSums(3);
    sums.add(partial);
    sums.take();

    assertThatThrownBy(sums::take).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sums.add(vector(0, 1))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(partial::take).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRefuseCellsOutsideTheGridWhole() {
    CellSums sums = new CellSums(2);
    Contribution contribution = contribution();
    contribution.add(0, 1);
    contribution.add(2, 1);

    assertThatThrownBy(() -> sums.add(contribution.close()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sums.add(new CellSums(3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(sums.take()).containsExactly(0, 0);
  }

  @Test
  void shouldNotWrapAround() {
    CellSums sums = CellSums.of(new long[] {Long.MAX_VALUE});

    assertThatThrownBy(() -> sums.add(vector(0, 1))).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void shouldNotPrintSums() {
    assertThat(CellSums.of(new long[] {31337})).hasToString("CellSums(1 cells)");
  }

  private static BoundedVector vector(int cell, long amount) {
    Contribution contribution = contribution();
    contribution.add(cell, amount);
    return contribution.close();
  }

  private static Contribution contribution() {
    return new Contribution(
        new ContributionLimits(4, 100, 100),
        CellPriority.withKey(new byte[CellPriority.KEY_BYTES]),
        new byte[16],
        0);
  }
}
