package dev.attune.deploy.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CohortTest {

  private static final long TRAINING = TrainingSetRequest.FIRST_TRAINING_SEED;

  @Test
  void shouldLeaveUsersForEvaluationAlone() {
    List<Cohort> cohorts = Cohort.of(request(TRAINING - 1, 200, 21));

    assertThat(cohorts)
        .containsExactly(new Cohort(TRAINING - 1, 200, TrainingSetRequest.USUAL_START, 21, -1));
  }

  @Test
  void shouldTeachNewHabitsAndNewUsers() {
    List<Cohort> cohorts = Cohort.of(request(TRAINING, 1000, 21));

    assertThat(cohorts.stream().filter(cohort -> cohort.days() == 21).mapToInt(Cohort::users).sum())
        .isEqualTo(1000);
    assertThat(cohorts.stream().filter(cohort -> cohort.habitChangeDay() > 0))
        .extracting(Cohort::habitChangeDay)
        .containsExactly(4, 8, 12, 16);
    assertThat(cohorts.stream().filter(cohort -> cohort.habitChangeDay() > 0))
        .extracting(Cohort::users)
        .containsOnly(100);
    List<Cohort> newcomers = cohorts.stream().filter(cohort -> cohort.days() == 1).toList();
    assertThat(newcomers.stream().mapToInt(Cohort::users).sum()).isEqualTo(3000);
    assertThat(newcomers).extracting(Cohort::start).doesNotHaveDuplicates().hasSize(7);
    assertThat(cohorts).extracting(Cohort::seed).doesNotHaveDuplicates();
  }

  @Test
  void shouldLeaveOutCohortsWithoutUsers() {
    assertThat(Cohort.of(request(TRAINING, 1, 3))).extracting(Cohort::users).containsOnly(1);
  }

  @Test
  void shouldLiveInTheRegionAskedFor() {
    Cohort cohort = new Cohort(TRAINING, 5, Instant.EPOCH, 1, -1);

    assertThat(cohort.world("na").user(4).region()).isEqualTo("na");
  }

  private static TrainingSetRequest request(long seed, int users, int days) {
    return new TrainingSetRequest(
        users, days, seed, TrainingSetRequest.USUAL_START, 0.5, 200, 21, "", Path.of("out"));
  }
}
