package dev.attune.privacy.bounding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.conformance.Mechanisms;
import dev.attune.privacy.conformance.SumsCheck;
import dev.attune.privacy.conformance.SumsCheck.Event;
import dev.attune.privacy.conformance.SumsCheck.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** T6: whatever users do, what they change is bounded. */
class BoundingTest {

  private static final int CELLS = 40;

  @Test
  void shouldPassTheConformanceCheck() {
    assertThat(SumsCheck.findings(Mechanisms::bounded, 20_000, 31)).isEmpty();
  }

  @Property(tries = 4_000)
  void shouldBoundTheDifferenceOfNeighbors(
      @ForAll("limits") ContributionLimits limits,
      @ForAll("events") List<Event> other,
      @ForAll("events") List<Event> added,
      @ForAll long seed) {
    List<User> users = List.of(new User(new byte[] {1}, other), new User(new byte[] {2}, added));

    assertThat(SumsCheck.findings(Mechanisms::bounded, limits, CELLS, users, new Random(seed)))
        .isEmpty();
  }

  @Property(tries = 4_000)
  void shouldBoundEveryVectorWithinMemory(
      @ForAll("limits") ContributionLimits limits, @ForAll("events") List<Event> events) {
    Contribution contribution =
        new Contribution(
            limits, CellPriority.withKey(new byte[CellPriority.KEY_BYTES]), new byte[16], 0);
    for (Event event : events) {
      contribution.add(event.cell(), event.amount());
      assertThat(contribution.cells().length).isLessThanOrEqualTo(limits.maxCells());
    }

    BoundedVector vector = contribution.close();

    assertThat(vector.size()).isLessThanOrEqualTo(limits.maxCells());
    assertThat(vector.normSquared()).isLessThanOrEqualTo(limits.sensitivityL2Squared());
    for (int i = 0; i < vector.size(); i++) {
      assertThat(vector.value(i)).isBetween(1L, limits.sensitivityLinf());
      assertThat(i == 0 || vector.cell(i - 1) < vector.cell(i)).isTrue();
    }
  }

  @Property(tries = 4_000)
  void shouldEqualTheDefinition(
      @ForAll("limits") ContributionLimits limits, @ForAll("events") List<Event> events) {
    // given the definition: add up, cap, sort all cells by priority, keep K
    CellPriority priority = CellPriority.withKey(new byte[CellPriority.KEY_BYTES]);
    Map<Integer, Long> totals = new TreeMap<>();
    for (Event event : events) {
      if (event.amount() > 0) {
        totals.merge(event.cell(), event.amount(), Long::sum);
      }
    }
    Map<Long, Integer> byPriority = new TreeMap<>(Long::compareUnsigned);
    totals.keySet().forEach(cell -> byPriority.put(priority.of(new byte[16], 9, cell), cell));
    List<Integer> order = new ArrayList<>(byPriority.values());
    Map<Integer, Long> expected = new TreeMap<>();
    for (int cell : order.subList(0, Math.min(limits.maxCells(), order.size()))) {
      expected.put(cell, Math.min(limits.maxPerCell(), totals.get(cell)));
    }

    // when
    Contribution contribution = new Contribution(limits, priority, new byte[16], 9);
    events.forEach(event -> contribution.add(event.cell(), event.amount()));

    // then
    Map<Integer, Long> kept = new TreeMap<>();
    int[] cells = contribution.cells();
    for (int i = 0; i < cells.length; i++) {
      kept.put(cells[i], contribution.totals()[i]);
    }
    assertThat(kept).isEqualTo(expected);
  }

  @Property(tries = 4_000)
  void shouldLoseLittleByClipping(
      @ForAll("limits") ContributionLimits limits, @ForAll("events") List<Event> events) {
    Contribution contribution =
        new Contribution(
            limits, CellPriority.withKey(new byte[CellPriority.KEY_BYTES]), new byte[16], 0);
    events.forEach(event -> contribution.add(event.cell(), event.amount()));
    long before = 0;
    for (long total : contribution.totals()) {
      before += total * total;
    }

    double norm = Math.sqrt(contribution.close().normSquared());

    // Rounding takes less than 1 from each cell, and less than v_c/r <= 1 through the root.
    double ideal = Math.min(limits.maxNorm(), Math.sqrt(before));
    assertThat(norm).isGreaterThanOrEqualTo(ideal - 2 * Math.sqrt(limits.maxCells()));
  }

  @Provide
  Arbitrary<ContributionLimits> limits() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 12),
            Arbitraries.longs().between(1, 1 << 20),
            Arbitraries.longs().between(1, 1 << 22))
        .as(ContributionLimits::new);
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.integers().between(0, CELLS - 1), Arbitraries.longs().between(0, 1 << 21))
        .as(Event::new)
        .list()
        .ofMaxSize(30);
  }
}
