package dev.attune.deploy.training;

import dev.attune.models.habit.Habits;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What training set to make.
 *
 * @param users how many simulated users; for training, {@link Cohort} adds newcomers
 * @param days how many simulated days of each
 * @param seed of the simulation; from {@link #FIRST_TRAINING_SEED} for training, below for
 *     evaluation, so that no user is in both
 * @param start the simulated time at which every user begins
 * @param offeredShare the share of users who are offered random items now and then, so that a model
 *     sees what follows an offer, 0 to 1
 * @param samplesPerUser the most ranking samples of one user
 * @param candidates the candidates of a ranking sample
 * @param region the region all users live in; empty for users of all regions
 * @param out the folder to write
 */
public record TrainingSetRequest(
    int users,
    int days,
    long seed,
    Instant start,
    double offeredShare,
    int samplesPerUser,
    int candidates,
    String region,
    Path out) {

  /** Seeds below this are for evaluation. */
  public static final long FIRST_TRAINING_SEED = 1_000_000;

  /** A Monday. */
  public static final Instant USUAL_START = Instant.parse("2026-03-02T00:00:00Z");

  /** Holds all habits of a user and the true app. */
  public static final int USUAL_CANDIDATES = Habits.CAPACITY + 1;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public TrainingSetRequest {
    require(users >= 1, "users must be at least 1, not " + users);
    require(days >= 1, "days must be at least 1, not " + days);
    require(
        offeredShare >= 0 && offeredShare <= 1,
        "the share of users who are offered items must be from 0 to 1, not " + offeredShare);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
