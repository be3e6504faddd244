package dev.attune.topology.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Simulated users: counts find the next app in half of all cases, a model in some more. */
class ComparisonTest {

  private static final double LOG_THRESHOLD = Math.log(1 / QualityBook.ALPHA);
  private static final int LOOKS = 10_000;

  @Test
  void shouldTakeAGoodReleaseBackAtMostAsOftenAsStatedThoughLookedAtTenThousandTimes() {
    // Given
    int runs = 1_000;

    // When
    int takenBack = 0;
    for (int run = 0; run < runs; run++) {
      if (queriesUntilTakenBack(new Random(run), 0.6, 0.6, 0.5, LOOKS) < LOOKS) {
        takenBack++;
      }
    }

    // Then
    assertThat(takenBack / (double) runs).isLessThanOrEqualTo(QualityBook.ALPHA);
  }

  @Test
  void shouldTakeBackAReleaseThatFindsTenPointsLess() {
    // Given
    int runs = 500;

    // When
    int intime = 0;
    for (int run = 0; run < runs; run++) {
      if (queriesUntilTakenBack(new Random(run), 0.6, 0.5, 0.5, 2_000) < 2_000) {
        intime++;
      }
    }

    // Then
    assertThat(intime / (double) runs).isGreaterThan(0.95);
  }

  @Test
  void shouldDoSoAtASmallShareOfTheUsersToo() {
    // Given
    int runs = 200;

    // When
    int intime = 0;
    for (int run = 0; run < runs; run++) {
      if (queriesUntilTakenBack(new Random(run), 0.6, 0.5, 0.1, 1_500) < 1_500) {
        intime++;
      }
    }

    // Then
    assertThat(intime / (double) runs).isGreaterThan(0.95);
  }

  @Test
  void shouldCompareWithTheTimeBeforeWhenAllUsersMoved() {
    // Given
    Random random = new Random(1);
    Comparison comparison = new Comparison(QualityBook.MARGIN);
    for (int i = 0; i < Lifts.CAPACITY; i++) {
      comparison.predecessor("eu", lift(random, 0.6));
    }

    // When
    int queries = 0;
    while (comparison.logEvidence() < LOG_THRESHOLD && queries < 1_500) {
      comparison.candidate("eu", lift(random, 0.45));
      queries++;
    }

    // Then
    assertThat(queries).isLessThan(1_500);
  }

  @Test
  void shouldCompareOnlyWithinARegion() {
    // Given
    Comparison comparison = new Comparison(QualityBook.MARGIN);

    // When
    for (int i = 0; i < 5_000; i++) {
      comparison.candidate("eu", -1);
      comparison.predecessor("us", 1);
    }

    // Then
    assertThat(comparison.count()).isZero();
    assertThat(comparison.logEvidence()).isZero();
  }

  @Test
  void shouldForgiveWhatIsWithinTheMargin() {
    // Given
    Random random = new Random(3);
    Comparison comparison = new Comparison(QualityBook.MARGIN);

    // When
    for (int i = 0; i < 50_000; i++) {
      comparison.predecessor("eu", lift(random, 0.6));
      comparison.candidate("eu", lift(random, 0.585));
    }

    // Then
    assertThat(comparison.logEvidence()).isLessThan(LOG_THRESHOLD);
  }

  /** Queries of the release in question until it is taken back, at most {@code most}. */
  private static int queriesUntilTakenBack(
      Random random, double predecessor, double candidate, double share, int most) {
    Comparison comparison = new Comparison(QualityBook.MARGIN);
    int queries = 0;
    while (queries < most) {
      if (random.nextDouble() < share) {
        comparison.candidate("eu", lift(random, candidate));
        queries++;
      } else {
        comparison.predecessor("eu", lift(random, predecessor));
      }
      if (comparison.logEvidence() >= LOG_THRESHOLD) {
        return queries;
      }
    }
    return most;
  }

  /**
   * A model that has the share of hits: most of what counts find it finds too, as both know habits.
   */
  private static int lift(Random random, double share) {
    boolean counts = random.nextDouble() < 0.5;
    boolean hit = random.nextDouble() < (counts ? share + 0.3 : share - 0.3);
    return (hit ? 1 : 0) - (counts ? 1 : 0);
  }
}
