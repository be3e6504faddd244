package dev.attune.bench.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterleavedTest {

  private static final int ROUNDS = 3;

  @Test
  void shouldRunAllSidesInEveryRoundAndAnotherOneFirst() {
    List<String> order = new ArrayList<>();
    Interleaved interleaved =
        new Interleaved(
            List.of(side("a", order), side("b", order), side("c", order)),
            ROUNDS,
            Duration.ofNanos(1));
    List<Integer> steps = new ArrayList<>();

    interleaved.run(steps::add);

    // With a slice of nothing every turn is one call.
    assertThat(order.subList(order.size() - 3 * ROUNDS, order.size()))
        .containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
    assertThat(steps).hasSize(interleaved.steps()).isSorted().endsWith(interleaved.steps());
  }

  @Test
  void shouldCountRowsAndBytes() {
    List<byte[]> kept = new ArrayList<>(1 << 16);
    Side side =
        new Side(
            "allocates",
            4,
            () -> {
              kept.clear();
              kept.add(new byte[4000]);
            });

    Map<String, Measured> measured =
        new Interleaved(List.of(side), ROUNDS, Duration.ofNanos(1)).run(step -> {});

    // 4000 bytes and an array's header, over four rows.
    assertThat(measured.get("allocates").bytes()).isBetween(1000.0, 1100.0);
    assertThat(measured.get("allocates").rate().low()).isPositive();
  }

  @Test
  void shouldCompareRoundsInPairs() {
    Measured slow = measured(100, 200, 400);
    Measured fast = measured(50, 50, 50);

    assertThat(fast.times(slow)).isEqualTo(new Spread(2, 4, 8));
    assertThat(slow.rate().median()).isEqualTo(5e6);
  }

  private static Measured measured(long... cpuNanos) {
    List<Sample> samples = new ArrayList<>();
    for (long nanos : cpuNanos) {
      samples.add(new Sample(1, nanos, 2 * nanos, 0));
    }
    return new Measured("side", samples);
  }

  private static Side side(String name, List<String> order) {
    return new Side(name, 1, () -> order.add(name));
  }
}
