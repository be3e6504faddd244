package dev.attune.topology.notify;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LadderTest {

  @Property
  void shouldStayWhereItWentForTheSameRate(
      @ForAll Ladder from, @ForAll @IntRange(min = 0, max = 1000) int permille) {
    Ladder there = from.at(permille);

    assertThat(there.at(permille)).isEqualTo(there);
  }

  @Property
  void shouldNotComeBackForASlightlyOtherRate(
      @ForAll Ladder from,
      @ForAll @IntRange(min = 0, max = 1000) int permille,
      @ForAll @IntRange(min = -39, max = 39) int wavering) {
    Ladder there = from.at(permille);
    int other = Math.max(0, Math.min(1000, permille + wavering));
    if (there != from) {
      assertThat(there.at(other)).isNotEqualTo(from);
    }
  }

  @Property
  void shouldBeLouderForAHigherRate(
      @ForAll Ladder from,
      @ForAll @IntRange(min = 0, max = 1000) int permille,
      @ForAll @IntRange(min = 0, max = 1000) int other) {
    Ladder lower = from.at(Math.min(permille, other));
    Ladder higher = from.at(Math.max(permille, other));

    assertThat(lower).isLessThanOrEqualTo(higher);
  }
}
