package dev.attune.deploy.training;

import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulated users of a training set who begin together.
 *
 * @param seed of their simulation
 * @param users how many they are
 * @param start when they begin
 * @param days how many days they are followed
 * @param habitChangeDay the day on which they change their habits, -1 for never
 */
record Cohort(long seed, int users, Instant start, int days, int habitChangeDay) {

  private static final double CHANGING_SHARE = 0.4;
  private static final int CHANGE_DAYS = 4;
  private static final int NEWCOMERS = 3; // for each other user
  private static final int WEEKDAYS = 7;

  /**
   * The cohorts of a training set. For evaluation all users are alike. To learn from, two of five
   * change habits on some day, so that a model sees what habits are worth then, and there are three
   * times as many newcomers, who begin on any day of the week and are followed for one: what is
   * known of most users of a new platform.
   */
  static List<Cohort> of(TrainingSetRequest request) {
    List<Cohort> cohorts = new ArrayList<>();
    if (request.seed() < TrainingSetRequest.FIRST_TRAINING_SEED) {
      cohorts.add(steady(request, request.users()));
      return cohorts;
    }
    int changing = request.days() <= CHANGE_DAYS ? 0 : (int) (request.users() * CHANGING_SHARE);
    cohorts.add(steady(request, request.users() - changing));
    long seed = request.seed();
    for (int i = 1; i <= CHANGE_DAYS; i++) {
      int day = request.days() * i / (CHANGE_DAYS + 1);
      int users = share(changing, CHANGE_DAYS, i - 1);
      cohorts.add(new Cohort(++seed, users, request.start(), request.days(), day));
    }
    for (int i = 0; i < WEEKDAYS; i++) {
      int users = share(NEWCOMERS * request.users(), WEEKDAYS, i);
      cohorts.add(new Cohort(++seed, users, request.start().plus(Duration.ofDays(i)), 1, -1));
    }
    cohorts.removeIf(cohort -> cohort.users == 0);
    return cohorts;
  }

  /** When they are not followed any more, in seconds since the epoch. */
  long end() {
    return start.plus(Duration.ofDays(days)).getEpochSecond();
  }

  /** Their world, with the truth attached, in a region or in all. */
  Simulation world(String region) {
    SimulationConfig config =
        SimulationConfig.of(seed, users, start)
            .withTruth()
            // Who denies personalization is not learned from.
            .withDenyShare(0)
            .withRegion(region);
    return new Simulation(
        habitChangeDay < 0 ? config : config.withHabitChangeOnDay(habitChangeDay));
  }

  private static Cohort steady(TrainingSetRequest request, int users) {
    return new Cohort(request.seed(), users, request.start(), request.days(), -1);
  }

  private static int share(int all, int parts, int part) {
    return all * (part + 1) / parts - all * part / parts;
  }
}
