package dev.attune.topology.memory;

import static dev.attune.topology.memory.MemorySize.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {

  @Property(tries = 300)
  void shouldGiveAwayAllOfItAndNoMore(
      @ForAll @IntRange(min = 1, max = 64) int threads,
      @ForAll @IntRange(min = 5_000, max = 200_000) int mebibytes) {
    // When
    MemoryPlan plan = MemoryPlan.of(mebibytes * MIB, threads);

    // Then
    assertThat(plan.process() + plan.releases() + plan.direct() + plan.stores() + plan.heap())
        .isEqualTo(plan.total());
    assertThat(List.of(plan.stores(), plan.heap())).allMatch(part -> part >= 100 * MIB);
  }

  @Property(tries = 300)
  void shouldKeepHalfOfTheHeapForWhatHasNoBound(
      @ForAll @IntRange(min = 1, max = 64) int threads,
      @ForAll @IntRange(min = 5_000, max = 200_000) int mebibytes) {
    // When
    MemoryPlan plan = MemoryPlan.of(mebibytes * MIB, threads);

    // Then
    long bounded =
        plan.parts().stream()
            .filter(part -> part.name().startsWith("-"))
            .mapToLong(MemoryPlan.Part::bytes)
            .sum();
    assertThat(bounded).isLessThanOrEqualTo(plan.heap() * 6 / 10);
    assertThat(plan.profileEntries()).isGreaterThan(1_000);
    assertThat(plan.producerBytes()).isGreaterThanOrEqualTo(MIB);
  }

  @Test
  void shouldSayHowMuchItTakes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemoryPlan.of(512 * MIB, 1))
        .withMessage("512 MiB are too little for 1 thread: give it 752 MiB or more");
    assertThat(MemoryPlan.of(752 * MIB, 1).total()).isEqualTo(752 * MIB);
  }

  @Test
  void shouldFitAJvmThatIsStartedWithItsFlags() {
    // Given
    MemoryPlan plan = MemoryPlan.of(1280 * MIB, 1);

    // When
    List<String> problems =
        plan.problems(new JvmMemory(plan.heap() / MIB * MIB, plan.direct(), 8192 * MIB));

    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void shouldSayWhatDoesNotFit() {
    // Given
    MemoryPlan plan = MemoryPlan.of(1280 * MIB, 1);

    // Then
    assertThat(plan.problems(new JvmMemory(4096 * MIB, plan.direct(), 0)))
        .singleElement()
        .asString()
        .contains("heap", "4096 MiB", plan.jvmFlags().get(0));
    assertThat(plan.problems(new JvmMemory(plan.heap(), plan.heap(), 0)))
        .singleElement()
        .asString()
        .contains("direct memory", plan.jvmFlags().get(1));
    assertThat(plan.problems(new JvmMemory(64 * MIB, plan.direct(), 0)))
        .singleElement()
        .asString()
        .contains("64 MiB", "lower memory.max");
    assertThat(plan.problems(new JvmMemory(plan.heap(), plan.direct(), 1024 * MIB)))
        .singleElement()
        .asString()
        .contains("only 1024 MiB");
  }

  @Test
  void shouldReadAmountsAsPeopleWriteThem() {
    assertThat(MemorySize.parse("1280m", 0)).isEqualTo(1280 * MIB);
    assertThat(MemorySize.parse(" 2G", 0)).isEqualTo(2048 * MIB);
    assertThat(MemorySize.parse("64k", 0)).isEqualTo(65_536);
    assertThat(MemorySize.parse("123456", 0)).isEqualTo(123_456);
    assertThat(MemorySize.parse("40%", 1000 * MIB)).isEqualTo(400 * MIB);
    for (String wrong : List.of("", "m", "-1m", "1.5g", "0%", "101%", "much")) {
      assertThatIllegalArgumentException().isThrownBy(() -> MemorySize.parse(wrong, MIB));
    }
  }

  @Test
  void shouldReadWhatThisJvmMayTake() {
    // When
    JvmMemory jvm = JvmMemory.current();

    // Then
    assertThat(jvm.heap()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(jvm.direct()).isPositive();
    assertThat(jvm.machine()).isGreaterThan(jvm.heap());
  }
}
