package dev.attune.topology.notify;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LadderTest {

  private static final InterruptionCosts COSTS = InterruptionCosts.defaults();
  private static final Thresholds USUAL = Thresholds.of(COSTS);
  private static final Thresholds WITHOUT_CAP = Thresholds.withoutCap(COSTS);

  @Property
  void shouldStayWhereItWentForTheSameRate(
      @ForAll Ladder from, @ForAll @IntRange(min = 0, max = 1000) int permille) {
    Ladder there = from.at(permille, USUAL);

    assertThat(there.at(permille, USUAL)).isEqualTo(there);
  }

  @Property
  void shouldNotComeBackForASlightlyOtherRate(
      @ForAll Ladder from,
      @ForAll @IntRange(min = 0, max = 1000) int permille,
      @ForAll @IntRange(min = -20, max = 20) int wavering) {
    Ladder there = from.at(permille, USUAL);
    int other = Math.max(0, Math.min(1000, permille + wavering));
    if (there != from) {
      assertThat(there.at(other, USUAL)).isNotEqualTo(from);
    }
  }

  @Property
  void shouldPassByACapThatIsNeverReached(
      @ForAll Ladder from, @ForAll @IntRange(min = 0, max = 1000) int permille) {
    Ladder there = from.at(permille, WITHOUT_CAP);

    assertThat(there.at(permille, WITHOUT_CAP)).isEqualTo(there);
    if (from != Ladder.CAPPED) {
      assertThat(there).isNotEqualTo(Ladder.CAPPED);
    }
  }

  @Property
  void shouldBeLouderForAHigherRate(
      @ForAll Ladder from,
      @ForAll @IntRange(min = 0, max = 1000) int permille,
      @ForAll @IntRange(min = 0, max = 1000) int other) {
    Ladder lower = from.at(Math.min(permille, other), USUAL);
    Ladder higher = from.at(Math.max(permille, other), USUAL);

    assertThat(lower).isLessThanOrEqualTo(higher);
  }
}
