package dev.attune.topology.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DropDetectorTest {

  @Test
  void shouldNoticeAnAbruptChangeOfHabitsWithinFiveHundredQueries() {
    // Given
    int runs = 500;

    // When
    int intime = 0;
    for (int run = 0; run < runs; run++) {
      Random random = new Random(run);
      DropDetector detector = new DropDetector();
      for (int i = 0; i < 2_000; i++) {
        detector.add(random.nextDouble() < 0.6);
      }
      if (queriesUntilAlarm(detector, random, 0.4, 500) < 500) {
        intime++;
      }
    }

    // Then
    assertThat(intime / (double) runs).isGreaterThan(0.98);
  }

  @Test
  void shouldHardlyEverAlarmWhileNothingChanges() {
    // Given
    int runs = 200;
    int queries = 20_000;

    // When
    long alarms = 0;
    for (int run = 0; run < runs; run++) {
      Random random = new Random(run);
      DropDetector detector = new DropDetector();
      for (int i = 0; i < queries; i++) {
        detector.add(random.nextDouble() < 0.6);
      }
      alarms += detector.alarms();
    }

    // Then: at most one in 100,000 queries
    assertThat(alarms).isLessThanOrEqualTo((long) runs * queries / 100_000);
  }

  @Test
  void shouldTakeWhatIsNowForUsualAfterAnAlarm() {
    // Given
    Random random = new Random(5);
    DropDetector detector = new DropDetector();
    for (int i = 0; i < 1_000; i++) {
      detector.add(random.nextDouble() < 0.7);
    }
    queriesUntilAlarm(detector, random, 0.3, 1_000);

    // When
    for (int i = 0; i < 10_000; i++) {
      detector.add(random.nextDouble() < 0.3);
    }

    // Then
    assertThat(detector.alarms()).isEqualTo(1);
    assertThat(detector.level()).isBetween(0.0, 1.0);
  }

  @Test
  void shouldLiveWithReleasesThatAlwaysOrNeverHit() {
    DropDetector always = new DropDetector();
    DropDetector never = new DropDetector();

    for (int i = 0; i < 5_000; i++) {
      always.add(true);
      never.add(false);
    }

    assertThat(always.alarms()).isZero();
    assertThat(never.alarms()).isZero();
    assertThat(queriesUntilAlarm(always, new Random(1), 0.5, 200)).isLessThan(200);
  }

  private static int queriesUntilAlarm(
      DropDetector detector, Random random, double share, int most) {
    int queries = 0;
    while (queries < most) {
      queries++;
      if (detector.add(random.nextDouble() < share)) {
        return queries;
      }
    }
    return most;
  }
}
