package dev.attune.models.habit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HabitsPropertyTest {

  @Property(tries = 300)
  void shouldStayBounded(@ForAll("uses") List<Use> uses) {
    Habits habits = new Habits();
    for (Use use : uses) {
      observe(habits, use);
      assertThat(habits.size()).isBetween(1, Habits.CAPACITY);
      assertThat(habits.item(0)).isEqualTo(use.item);
      assertThat(habits.encodedSize()).isLessThanOrEqualTo(Habits.MAX_ENCODED_SIZE);
    }
  }

  @Property(tries = 300)
  void shouldGoOnFromACopyAndLeaveTheOriginal(
      @ForAll("uses") List<Use> before,
      @ForAll("uses") List<Use> replaced,
      @ForAll("uses") List<Use> after) {
    Habits original = new Habits();
    before.forEach(use -> observe(original, use));
    Habits same = new Habits();
    before.forEach(use -> observe(same, use));
    ByteBuffer bytes = bytes(original);
    Habits copy = new Habits();
    replaced.forEach(use -> observe(copy, use));

    copy.copyFrom(original);

    assertThat(bytes(copy)).isEqualTo(bytes);
    for (Use use : after) {
      observe(copy, use);
      observe(same, use);
    }
    assertThat(bytes(copy)).isEqualTo(bytes(same));
    assertThat(bytes(original)).isEqualTo(bytes);
  }

  @Property(tries = 300)
  void shouldContinueAfterARoundTripAsIfThereWasNone(
      @ForAll("uses") List<Use> before, @ForAll("uses") List<Use> after) {
    Habits kept = new Habits();
    before.forEach(use -> observe(kept, use));
    ByteBuffer bytes = bytes(kept);
    Habits read = new Habits();
    Opens.observe(read, 1, 1, 1); // must be replaced
    read.readFrom(bytes);
    assertThat(bytes.hasRemaining()).isFalse();

    for (Use use : after) {
      observe(kept, use);
      observe(read, use);
    }

    assertThat(bytes(read)).isEqualTo(bytes(kept));
    for (int row = 0; row < kept.size(); row++) {
      for (int item = 1; item <= 60; item++) {
        assertThat(read.nextCell(row, item)).isEqualTo(kept.nextCell(row, item));
      }
      assertThat(read.openerHour(row)).isEqualTo(kept.openerHour(row));
    }
  }

  @Property(tries = 300)
  void shouldCountNearlyExactlyWhileEverythingFits(@ForAll("fewItems") List<Use> uses) {
    Habits habits = new Habits();
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    boolean changed = false;
    for (Use use : uses) {
      float surprise = habits.surprise();
      Opens.observe(habits, use.item, use.hourOfWeek, 7);
      counts.merge(use.item, 1, Integer::sum);
      // One use never calms so much: it looked like a change of habits, and counts were cut.
      changed |= surprise > 0.2f && habits.surprise() == 0;
    }
    Assume.that(!changed);

    assertThat(habits.size()).isEqualTo(counts.size());
    for (int k = 0; k < habits.size(); k++) {
      float count = counts.get(habits.item(k));
      // A random walk of roundings by less than 3 % of 1 + count.
      assertThat(habits.uses(k)).isBetween(0.6f * count, 1.5f * count);
    }
  }

  @Property(tries = 200)
  void shouldOnlyLoseByWaiting(@ForAll("uses") List<Use> uses) {
    Habits habits = new Habits();
    uses.forEach(use -> Opens.observe(habits, use.item, use.hourOfWeek, 0));
    Map<Integer, Float> before = new LinkedHashMap<>();
    for (int k = 0; k < habits.size(); k++) {
      before.put(habits.item(k), habits.uses(k));
    }

    Opens.observe(habits, 999, 0, 10);

    float factor = (float) Math.pow(2, -10.0 / Habits.HALF_LIFE_DAYS);
    for (int k = 1; k < habits.size(); k++) {
      float was = before.get(habits.item(k));
      // Four counts are rounded by at most one of 32 steps to the double of 1 + count each.
      assertThat(habits.uses(k))
          .isBetween(was * factor - 0.03f * (4 + was), was * factor + 0.03f * (4 + was));
    }
  }

  @Property(tries = 100)
  void shouldNeverLoseWhatIsUsedEveryEighthTime(@ForAll("uses") List<Use> others) {
    Habits habits = new Habits();
    int i = 0;
    for (Use use : others) {
      if (i++ % Habits.RECENT == 0) {
        Opens.observe(habits, 777, 3, 0);
      }
      Opens.observe(habits, use.item, use.hourOfWeek, 0);
    }

    assertThat(items(habits)).contains(777);
  }

  @Provide
  Arbitrary<List<Use>> uses() {
    return use(60).list().ofMinSize(1).ofMaxSize(200);
  }

  @Provide
  Arbitrary<List<Use>> fewItems() {
    return use(Habits.CAPACITY).list().ofMaxSize(200);
  }

  private static Arbitrary<Use> use(int items) {
    return Combinators.combine(
            Arbitraries.integers().between(1, items),
            Arbitraries.integers().between(0, 167),
            Arbitraries.integers().between(0, 40),
            Arbitraries.integers().between(-1, items))
        .as(Use::new);
  }

  private static void observe(Habits habits, Use use) {
    Opens.observe(habits, use.item, use.hourOfWeek, use.day, use.previous);
  }

  private static List<Integer> items(Habits habits) {
    List<Integer> items = new ArrayList<>();
    for (int k = 0; k < habits.size(); k++) {
      items.add(habits.item(k));
    }
    return items;
  }

  private static ByteBuffer bytes(Habits habits) {
    ByteBuffer bytes = ByteBuffer.allocate(habits.encodedSize());
    habits.writeTo(bytes);
    return bytes.flip();
  }

  record Use(int item, int hourOfWeek, int day, int previous) {}
}
