package dev.attune.privacy.bounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContributionTest {

  private static final byte[] USER = new byte[16];
  private static final long WINDOW = 1_790_812_800L;
  private final CellPriority priority = CellPriority.withKey(new byte[CellPriority.KEY_BYTES]);

  @Test
  void shouldCapTheTotalOfACellNotEachEvent() {
    Contribution contribution = contribution(new ContributionLimits(4, 10, 1_000));

    contribution.add(7, 6);
    contribution.add(7, 6);
    contribution.add(3, Long.MAX_VALUE);
    BoundedVector vector = contribution.close();

    assertThat(vector.size()).isEqualTo(2);
    assertThat(vector.cell(0)).isEqualTo(3);
    assertThat(vector.value(0)).isEqualTo(10);
    assertThat(vector.cell(1)).isEqualTo(7);
    assertThat(vector.value(1)).isEqualTo(10);
  }

  @Test
  void shouldKeepTheCellsOfSmallestPriority() {
    Contribution contribution = contribution(new ContributionLimits(3, 10, 1_000));
    for (int cell = 0; cell < 50; cell++) {
      contribution.add(cell, 1);
    }

    BoundedVector vector = contribution.close();

    int[] expected =
        java.util.stream.IntStream.range(0, 50)
            .boxed()
            .sorted(
                (a, b) ->
                    Long.compareUnsigned(
                        priority.of(USER, WINDOW, a), priority.of(USER, WINDOW, b)))
            .limit(3)
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(new int[] {vector.cell(0), vector.cell(1), vector.cell(2)}).isEqualTo(expected);
  }

  @Test
  void shouldClipToTheNormRoundingDown() {
    // (3, 4, 0) x 10 has norm 50; scaled to 12 exactly: (7.2, 9.6)
    Contribution contribution = contribution(new ContributionLimits(4, 100, 12));
    contribution.add(1, 30);
    contribution.add(2, 40);

    BoundedVector vector = contribution.close();

    assertThat(vector.value(0)).isEqualTo(7);
    assertThat(vector.value(1)).isEqualTo(9);
    assertThat(vector.normSquared()).isLessThanOrEqualTo(144);
  }

  @Test
  void shouldLeaveAVectorOfExactlyTheNormAlone() {
    Contribution contribution = contribution(new ContributionLimits(4, 100, 50));
    contribution.add(1, 30);
    contribution.add(2, 40);

    assertThat(contribution.close().normSquared()).isEqualTo(2_500);
  }

  @Test
  void shouldDropWhatClippingMakesZero() {
    Contribution contribution = contribution(new ContributionLimits(4, 1_000, 5));
    contribution.add(1, 1_000);
    contribution.add(2, 1);

    BoundedVector vector = contribution.close();

    // r = ceil(sqrt(1000001)) = 1001 and 1000 * 5 / 1001 = 4.995
    assertThat(vector.size()).isEqualTo(1);
    assertThat(vector.value(0)).isEqualTo(4);
  }

  @Test
  void shouldBeClosedOnce() {
    Contribution contribution = contribution(new ContributionLimits(4, 10, 10));
    contribution.close();

    assertThatThrownBy(contribution::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> contribution.add(1, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRefuseNegativeAmountsAndCells() {
    Contribution contribution = contribution(new ContributionLimits(4, 10, 10));

    assertThatThrownBy(() -> contribution.add(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> contribution.add(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(contribution.close().size()).isZero();
  }

  @Test
  void shouldGoOnFromWhatWasStored() {
    ContributionLimits limits = new ContributionLimits(3, 10, 15);
    Contribution whole = contribution(limits);
    Contribution first = contribution(limits);
    for (int cell = 0; cell < 30; cell++) {
      whole.add(cell, 1 + cell % 4);
      first.add(cell, 1 + cell % 4);
    }

    Contribution second = contribution(limits);
    for (int i = 0; i < first.cells().length; i++) {
      second.add(first.cells()[i], first.totals()[i]);
    }
    for (int cell = 0; cell < 60; cell++) {
      whole.add(cell, 2);
      second.add(cell, 2);
    }

    assertThat(second.cells()).containsExactlyInAnyOrder(whole.cells());
    assertThat(second.close().normSquared()).isEqualTo(whole.close().normSquared());
  }

  private Contribution contribution(ContributionLimits limits) {
    return new Contribution(limits, priority, USER, WINDOW);
  }
}
