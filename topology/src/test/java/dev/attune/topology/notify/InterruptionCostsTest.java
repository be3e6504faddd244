package dev.attune.topology.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.topology.notify.InterruptionCosts.Cost;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The ladder does what costs least. */
class InterruptionCostsTest {

  private static final InterruptionCosts USUAL = InterruptionCosts.defaults();

  @Property
  void shouldGoWhereTheExpectedCostIsLeast(
      @ForAll Ladder from, @ForAll @IntRange(min = 0, max = 1000) int permille) {
    InterruptionCosts eager =
        new InterruptionCosts(
            USUAL.muted(), USUAL.quiet(), USUAL.capped(), USUAL.normal(), USUAL.loud(), 1);

    Ladder there = from.at(permille, Thresholds.of(eager));

    for (Ladder other : Ladder.values()) {
      // A thousandth of a rate, to which thresholds are rounded, changes costs by less than this.
      assertThat(cost(there, permille)).isLessThanOrEqualTo(cost(other, permille) + 0.007);
    }
  }

  @Property
  void shouldBeQuieterTheMoreASoundCosts(
      @ForAll @DoubleRange(min = 0.4, max = 0.75) double cheap,
      @ForAll @IntRange(min = 0, max = 1000) int permille) {
    InterruptionCosts carefree =
        new InterruptionCosts(
            USUAL.muted(),
            USUAL.quiet(),
            new Cost(cheap, 1),
            new Cost(cheap + 0.2, 0.5),
            new Cost(cheap + 0.6, 0),
            USUAL.margin());

    assertThat(Ladder.NORMAL.at(permille, Thresholds.of(carefree)))
        .isGreaterThanOrEqualTo(Ladder.NORMAL.at(permille, Thresholds.of(USUAL)));
  }

  @Test
  void shouldRefuseAWayThatIsNeverBest() {
    assertThatThrownBy(
            () ->
                new InterruptionCosts(
                    USUAL.muted(),
                    USUAL.quiet(),
                    new Cost(0.9, 3),
                    USUAL.normal(),
                    USUAL.loud(),
                    1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is best");
  }

  private static double cost(Ladder setting, int permille) {
    Cost cost = USUAL.byLoudness()[setting.ordinal()];
    double rate = permille / 1000.0;
    return (1 - rate) * cost.unwanted() + rate * cost.wanted();
  }
}
