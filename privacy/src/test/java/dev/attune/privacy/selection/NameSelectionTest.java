package dev.attune.privacy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.privacy.bounding.CellPriority;
import dev.attune.privacy.conformance.SeededBits;
import dev.attune.privacy.conformance.SelectionCheck;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.selection.NameSelection.ToldName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameSelectionTest {

  private static final NameThreshold RULE =
      NameThreshold.forDelta(4, 20, DiscreteGaussian.ofVariance(100), new BigDecimal("1e-8"));
  private final CellPriority priority = CellPriority.withKey(new byte[CellPriority.KEY_BYTES]);

  @Test
  void shouldTellNamesOfManyInOrderAndRareOnesNot() {
    UserCounts counts = new UserCounts();
    for (int user = 0; user < 500; user++) {
      counts.add(names(user, List.of("app:maps", "app:chat")));
    }
    counts.add(names(500, List.of("app:rare", "app:chat")));

    List<ToldName> told = NameSelection.select(RULE, counts, new SeededBits(3));

    assertThat(told).extracting(ToldName::name).containsExactly("app:chat", "app:maps");
    // within 8 sigma of the truth
    assertThat(told.get(0).users()).isBetween(421L, 581L);
  }

  @Test
  void shouldFollowTheRule() {
    NameThreshold rule =
        new NameThreshold(
            1, SelectionCheck.MIN_USERS, SelectionCheck.NOISE, SelectionCheck.THRESHOLD);

    assertThat(
            SelectionCheck.findings(
                (users, bits) ->
                    NameSelection.select(rule, counts(users), bits).stream()
                        .map(ToldName::name)
                        .collect(Collectors.toSet()),
                4))
        .isEmpty();
  }

  @Test
  void shouldCountAUserOncePerNameAndForAtMostSoManyNames() {
    List<String> many =
        IntStream.range(0, 50).mapToObj(i -> "app:" + i % 30).collect(Collectors.toList());

    BoundedNames names = names(1, many);

    assertThat(names.names()).hasSize(4).doesNotHaveDuplicates();
    java.util.Collections.reverse(many);
    assertThat(names(1, many).names()).isEqualTo(names.names());
    assertThat(names(2, many).names()).isNotEqualTo(names.names());
  }

  @Test
  void shouldUseCountsOnce() {
    UserCounts counts = new UserCounts();
    counts.add(names(1, Set.of("a")));
    UserCounts all = new UserCounts();
    all.add(counts);
    NameSelection.select(RULE, all, new SeededBits(3));

    assertThatThrownBy(() -> NameSelection.select(RULE, all, new SeededBits(3)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> counts.add(names(2, Set.of("a"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldAddCountsOfPartitions() {
    UserCounts one = new UserCounts();
    one.add(names(1, Set.of("a", "b")));
    UserCounts two = new UserCounts();
    two.add(names(2, Set.of("a")));

    one.add(two);

    assertThat(one.take()).isEqualTo(Map.of("a", 2L, "b", 1L));
  }

  private static UserCounts counts(Map<String, Long> users) {
    UserCounts counts = new UserCounts();
    counts.addAll(users);
    return counts;
  }

  private BoundedNames names(int user, java.util.Collection<String> used) {
    return BoundedNames.of(4, priority, new byte[] {(byte) (user >> 8), (byte) user}, 0, used);
  }
}
