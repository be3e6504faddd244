package dev.attune.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.UsageUnits;
import dev.attune.models.token.EventType;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConsistentSummaryTest {

  private static final CohortCells CELLS = new CohortCells(List.of("a", "b", "c"));
  private static final int N = 3;

  /** Sessions in which a is opened in the morning and then often b, and c at night. */
  private static double[] law(int sessions) {
    UsageUnits units = new UsageUnits(CELLS);
    double[] counts = new double[CELLS.count()];
    Random random = new Random(1);
    for (int i = 0; i < sessions; i++) {
      boolean morning = random.nextInt(3) > 0;
      int hour = morning ? 7 + random.nextInt(4) : random.nextInt(5);
      int first = morning ? 0 : 2;
      add(counts, units, units.opening(N, first, hour, random.nextInt(4) == 0));
      int last = first;
      if (morning && random.nextBoolean()) {
        add(counts, units, units.opening(0, 1, hour, false));
        last = 1;
      }
      add(counts, units, units.end(last));
    }
    return counts;
  }

  private static void add(double[] counts, UsageUnits units, int unit) {
    for (int cell : units.cells(unit)) {
      counts[cell]++;
    }
  }

  @Property(tries = 100)
  void shouldBePossibleWhateverTheNoise(@ForAll long seed) {
    Random random = new Random(seed);
    double deviation = Math.pow(10, random.nextInt(5) - 1);
    double[] counts = law(200);
    for (int i = 0; i < counts.length; i++) {
      counts[i] += deviation * random.nextGaussian();
    }

    ConsistentSummary found = ConsistentSummary.of(new CohortSummary(CELLS, counts, deviation));

    double[] possible = found.counts(CELLS);
    double total = Arrays.stream(found.categories()).sum();
    assertThat(Arrays.stream(possible).min().orElseThrow()).isGreaterThanOrEqualTo(0);
    assertThat(Arrays.stream(found.hours()).sum()).isCloseTo(total, within(1e-6 * total));
    for (int d = 0; d < 4; d++) {
      double byCategory = 0;
      for (int c = 0; c < N; c++) {
        byCategory += found.categoryDaypart(c, d);
      }
      double byHour = Arrays.stream(found.hours(), 6 * d, 6 * d + 6).sum();
      assertThat(byCategory).isCloseTo(byHour, within(1e-6 * total));
    }
  }

  @Test
  void shouldLeaveWhatIsConsistentAsItIs() {
    double[] counts = law(500);

    double[] found = ConsistentSummary.of(new CohortSummary(CELLS, counts, 0)).counts(CELLS);

    for (int i = 0; i < counts.length; i++) {
      assertThat(found[i]).as("cell %d", i).isCloseTo(counts[i], within(0.01));
    }
  }

  @Test
  void shouldBeNearerToTheTruthThanTheNoise() {
    double[] truth = law(2000);
    Random random = new Random(7);
    double noisyError = 0;
    double foundError = 0;
    double[] noisy = truth.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += 60 * random.nextGaussian();
    }
    double[] found = ConsistentSummary.of(new CohortSummary(CELLS, noisy, 60)).counts(CELLS);
    for (int i = 0; i < truth.length; i++) {
      noisyError += Math.abs(noisy[i] - truth[i]);
      foundError += Math.abs(found[i] - truth[i]);
    }
    assertThat(foundError).isLessThan(0.6 * noisyError);
  }

  @Test
  void shouldProjectOntoTheSimplex() {
    double[] values = {5, 1, -3};

    ConsistentSummary.simplex(values, 4);

    assertThat(values).containsExactly(new double[] {4, 0, 0}, within(1e-12));
  }

  @Test
  void shouldWriteSessionsOfTheLawAndTheSameAgain() {
    CohortSummary summary = new CohortSummary(CELLS, law(3000), 0);
    try (SessionWriter writer = new MarkovWriter()) {
      List<WrittenSession> sessions = writer.write(summary, "id", DayOfWeek.MONDAY, 3000);

      assertThat(writer.write(summary, "id", DayOfWeek.MONDAY, 3000)).isEqualTo(sessions);
      assertThat(writer.write(summary, "other", DayOfWeek.MONDAY, 3000)).isNotEqualTo(sessions);
      long mornings = sessions.stream().filter(session -> session.localHour() >= 6).count();
      assertThat(mornings / 3000.0).as("weighted by openings").isBetween(0.70, 0.80);
      assertThat(sessions)
          .allSatisfy(
              session -> {
                List<String> opened =
                    session.events().stream()
                        .filter(event -> event.type() == EventType.APP_OPENED)
                        .map(WrittenEvent::category)
                        .toList();
                boolean morning = session.localHour() >= 6;
                assertThat(opened)
                    .isIn(
                        morning ? List.of(List.of("a"), List.of("a", "b")) : List.of(List.of("c")));
              });
    }
  }
}
