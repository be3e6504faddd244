package dev.attune.topology.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WriteBackCacheTest {

  /** A value that is changed in place, as profiles are. */
  private static final class Counter {
    int count;

    Counter(int count) {
      this.count = count;
    }
  }

  private static final class Backing implements WriteBackCache.Backing<Integer, Counter> {
    final Map<Integer, Integer> stored = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    private final Map<Integer, Optional<Integer>> held = new LinkedHashMap<>();

    @Override
    public Counter read(Integer key) {
      assertThat(held).isEmpty();
      calls.add("read " + key);
      return new Counter(stored.getOrDefault(key, 0));
    }

    @Override
    public void write(Integer key, Counter value) {
      calls.add("write " + key);
      held.put(key, Optional.of(value.count));
    }

    @Override
    public void delete(Integer key) {
      calls.add("delete " + key);
      held.put(key, Optional.empty());
    }

    @Override
    public void flush() {
      held.forEach(
          (key, count) ->
              count.ifPresentOrElse(value -> stored.put(key, value), () -> stored.remove(key)));
      held.clear();
    }

    @Override
    public Counter fresh(Integer key) {
      return new Counter(0);
    }

    @Override
    public void release(Counter value) {
      // Whoever still counts on it is found out.
      value.count = Integer.MIN_VALUE;
    }
  }

  private final Backing backing = new Backing();

  @Test
  void shouldReadOnceAndWriteOnceHoweverOftenAValueChanges() {
    // Given
    WriteBackCache<Integer, Counter> cache = new WriteBackCache<>(() -> 10, backing);

    // When
    for (int i = 0; i < 5; i++) {
      cache.get(1).count++;
      cache.changed(1);
    }
    cache.writeBack();
    cache.writeBack();

    // Then
    assertThat(backing.calls).containsExactly("read 1", "write 1");
    assertThat(backing.stored).containsEntry(1, 5);
  }

  @Test
  void shouldKeepMoreThanItsLimitRatherThanLoseAChange() {
    // Given
    WriteBackCache<Integer, Counter> cache = new WriteBackCache<>(() -> 2, backing);

    // When
    for (int key = 0; key < 5; key++) {
      cache.get(key).count++;
      cache.changed(key);
    }

    // Then
    assertThat(cache.size()).isEqualTo(5);
    cache.writeBack();
    assertThat(cache.size()).isEqualTo(2);
    assertThat(backing.stored).hasSize(5);
  }

  @Test
  void shouldEvictTheLeastRecentlyUsed() {
    // Given
    WriteBackCache<Integer, Counter> cache = new WriteBackCache<>(() -> 2, backing);
    cache.get(1);
    cache.get(2);
    cache.get(1);

    // When
    cache.get(3);
    backing.calls.clear();
    cache.get(1);
    cache.get(2);

    // Then
    assertThat(backing.calls).containsExactly("read 2");
  }

  @Test
  void shouldStartAfreshAfterADeletion() {
    // Given
    backing.stored.put(1, 7);
    WriteBackCache<Integer, Counter> cache = new WriteBackCache<>(() -> 2, backing);
    cache.get(1);

    // When
    cache.delete(1);

    // Then
    assertThat(cache.get(1).count).isZero();
    cache.writeBack();
    assertThat(backing.stored).isEmpty();
    assertThat(backing.calls).containsExactly("read 1", "delete 1");
  }

  @Test
  void shouldWriteAValueThatChangedAfterItsDeletion() {
    // Given
    backing.stored.put(1, 7);
    WriteBackCache<Integer, Counter> cache = new WriteBackCache<>(() -> 2, backing);

    // When
    cache.delete(1);
    cache.get(1).count = 3;
    cache.changed(1);
    cache.writeBack();

    // Then
    assertThat(backing.stored).containsExactly(Map.entry(1, 3));
  }

  @Test
  void shouldForgetUnwrittenChangesWhenCleared() {
    // Given
    backing.stored.put(1, 7);
    WriteBackCache<Integer, Counter> cache = new WriteBackCache<>(() -> 2, backing);
    cache.get(1).count = 100;
    cache.changed(1);

    // When
    cache.clear();
    cache.writeBack();

    // Then
    assertThat(backing.stored).containsEntry(1, 7);
    assertThat(cache.get(1).count).isEqualTo(7);
  }

  private record Step(int operation, int key) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9), Arbitraries.integers().between(0, 7))
        .as(Step::new)
        .list()
        .ofMaxSize(200);
  }

  @Property
  void shouldEqualAPlainMap(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 6) int maxEntries) {
    // Given
    Backing store = new Backing();
    WriteBackCache<Integer, Counter> cache = new WriteBackCache<>(() -> maxEntries, store);
    Map<Integer, Integer> model = new HashMap<>();

    // When
    for (Step step : steps) {
      switch (step.operation()) {
        case 0 -> {
          cache.writeBack();
          assertThat(cache.size()).isLessThanOrEqualTo(maxEntries);
        }
        case 1 -> {
          cache.delete(step.key());
          model.remove(step.key());
        }
        case 2, 3 ->
            assertThat(cache.get(step.key()).count).isEqualTo(model.getOrDefault(step.key(), 0));
        default -> {
          cache.get(step.key()).count++;
          cache.changed(step.key());
          model.merge(step.key(), 1, Integer::sum);
        }
      }
    }
    cache.writeBack();

    // Then
    assertThat(store.stored).isEqualTo(model);
    assertThat(cache.size()).isLessThanOrEqualTo(maxEntries);
    assertThat(cache.unwritten()).isZero();
  }
}
