package dev.attune.bench.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param seed decides who the users are and what they do
 * @param users how many users the large side has
 * @param fewUsers how many the small side has
 * @param lives how many different lives they have led
 * @param eventsOfLife how many events each of those had
 * @param events how many events a round has, of all users together
 * @param rounds how often each side runs
 * @param threads stream threads
 * @param partitions of each topic by user
 * @param seconds how long a part of a round takes at most
 * @param recordings where a Flight Recorder file of each run goes; none are made if empty
 * @param now when it ends: everything happened before
 */
public record StateSettings(
    long seed,
    int users,
    int fewUsers,
    int lives,
    int eventsOfLife,
    int events,
    int rounds,
    int threads,
    int partitions,
    int seconds,
    Optional<Path> recordings,
    Instant now) {

  /** How far events of a user are apart: more than the least interval between two lists. */
  static final int APART_SECONDS = 20 * 60;

  /** Events of all rounds, and some more, so that a side is under load until the end. */
  long allEvents() {
    return (long) events * rounds * 5 / 4;
  }

  /** When the first event happened: after all lives. */
  Instant startedAt() {
    return now.minusSeconds((allEvents() / fewUsers + 1) * APART_SECONDS);
  }
}
