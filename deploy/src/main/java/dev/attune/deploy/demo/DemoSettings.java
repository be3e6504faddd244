package dev.attune.deploy.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the demo simulates.
 *
 * @param users how many users, at least 1
 * @param rate events a second, all users together, at least 1
 * @param duration how long, in time that the rate is measured in; empty for until it is stopped
 * @param seed decides who the users are and what they do
 * @param deterministic whether phones and pipeline take turns, so that the same seed gives the same
 *     decisions
 */
public record DemoSettings(
    int users, int rate, Optional<Duration> duration, long seed, boolean deterministic) {

  /**
   * A Monday long ago, at a time when Europe gets up: simulated time must not overtake the clock.
   */
  static final Instant START = Instant.parse("2024-03-04T05:00:00Z");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException with a sentence for people if one can't be used
   */
  public DemoSettings {
    require(users >= 1, "--users must be at least 1, not " + users + ".");
    require(rate >= 1, "--rate must be at least 1, not " + rate + ".");
    require(
        duration.isEmpty() || !duration.get().isZero(), "--duration must be longer than nothing.");
    require(
        !deterministic || duration.isPresent(),
        "--deterministic needs --duration, as it decides how many events there are.");
  }

  /** How many events are sent in all. */
  long events() {
    return duration.map(time -> Math.max(1, rate * time.toMillis() / 1000)).orElse(Long.MAX_VALUE);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
