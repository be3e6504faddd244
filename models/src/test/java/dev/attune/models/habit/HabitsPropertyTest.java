package dev.attune.models.habit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.usage.Fp16;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HabitsPropertyTest {

  @Property(tries = 300)
  void shouldStayBounded(@ForAll("uses") List<Use> uses) {
    Habits habits = new Habits();
    float[] features = new float[RankFeatures.COUNT];
    for (Use use : uses) {
      observe(habits, use);
      assertThat(habits.size()).isBetween(1, Habits.CAPACITY);
      assertThat(habits.item(0)).isEqualTo(use.item);
      assertThat(habits.encodedSize()).isLessThanOrEqualTo(Habits.MAX_ENCODED_SIZE);
      habits.features(use.item, use.hourOfWeek, features, 0);
      for (float feature : features) {
        assertThat(feature).isFinite().isGreaterThanOrEqualTo(0f);
      }
      assertThat(features[RankFeatures.SHARE]).isLessThanOrEqualTo(1f);
      assertThat(features[RankFeatures.DAYPART_SHARE]).isLessThanOrEqualTo(1f);
    }
  }

  @Property(tries = 300)
  void shouldContinueAfterARoundTripAsIfThereWasNone(
      @ForAll("uses") List<Use> before, @ForAll("uses") List<Use> after) {
    Habits kept = new Habits();
    before.forEach(use -> observe(kept, use));
    ByteBuffer bytes = bytes(kept);
    Habits read = new Habits();
    read.observe(1, 1, 1); // must be replaced
    read.readFrom(bytes);
    assertThat(bytes.hasRemaining()).isFalse();

    for (Use use : after) {
      observe(kept, use);
      observe(read, use);
    }

    assertThat(bytes(read)).isEqualTo(bytes(kept));
    float[] expected = new float[RankFeatures.COUNT];
    float[] actual = new float[RankFeatures.COUNT];
    for (int item = 1; item <= 60; item++) {
      kept.features(item, 30, expected, 0);
      read.features(item, 30, actual, 0);
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Property(tries = 300)
  void shouldCountExactlyWhileEverythingFits(@ForAll("fewItems") List<Use> uses) {
    Habits habits = new Habits();
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (Use use : uses) {
      habits.observe(use.item, use.hourOfWeek, 7);
      counts.merge(use.item, 1, Integer::sum);
    }

    assertThat(habits.size()).isEqualTo(counts.size());
    for (int k = 0; k < habits.size(); k++) {
      assertThat(habits.uses(k)).isEqualTo(counts.get(habits.item(k)).floatValue());
    }
  }

  @Property(tries = 200)
  void shouldOnlyLoseByWaiting(@ForAll("uses") List<Use> uses) {
    Habits habits = new Habits();
    uses.forEach(use -> habits.observe(use.item, use.hourOfWeek, 0));
    Map<Integer, Float> before = new LinkedHashMap<>();
    for (int k = 0; k < habits.size(); k++) {
      before.put(habits.item(k), habits.uses(k));
    }

    habits.observe(999, 0, 10);

    float factor = (float) Math.pow(2, -10.0 / Habits.HALF_LIFE_DAYS);
    for (int k = 1; k < habits.size(); k++) {
      float was = before.get(habits.item(k));
      // Four counts are rounded to 16 bits each.
      assertThat(habits.uses(k)).isBetween(was * factor * 0.998f, was * factor * 1.002f);
    }
  }

  @Property(tries = 100)
  void shouldNeverLoseWhatIsUsedEveryEighthTime(@ForAll("uses") List<Use> others) {
    Habits habits = new Habits();
    int i = 0;
    for (Use use : others) {
      if (i++ % Habits.RECENT == 0) {
        habits.observe(777, 3, 0);
      }
      habits.observe(use.item, use.hourOfWeek, 0);
    }

    assertThat(items(habits)).contains(777);
    int uses = (others.size() + Habits.RECENT - 1) / Habits.RECENT;
    assertThat(habits.uses(items(habits).indexOf(777))).isEqualTo(Fp16.round(uses));
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
            Arbitraries.integers().between(0, 40))
        .as(Use::new);
  }

  private static void observe(Habits habits, Use use) {
    habits.observe(use.item, use.hourOfWeek, use.day);
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

  record Use(int item, int hourOfWeek, int day) {}
}
