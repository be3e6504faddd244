package dev.attune.topology.release;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a release ranks worse than the one before it, from lifts: 1 if the release had the user's
 * next app among its first five and plain counts had not, -1 the other way round, 0 otherwise. So
 * how predictable a user is weighs little, and users of both releases need not be alike.
 *
 * <p>Each lift of the one release is compared with up to four of the other, of the same region and
 * as new as there are, each used once: those of users of the same time while both have users, else
 * those of the time before.
 *
 * <p>Not thread-safe.
 */
final class Comparison {

  private static final int TOGETHER = 4;
  private static final double LARGEST_DIFFERENCE = 2;

  private final BettingTest test;
  private final Map<String, Waiting> regions = new TreeMap<>();

  /** Lifts of one region that were not compared yet; of at most one release, newest last. */
  private static final class Waiting {
    final Deque<Integer> candidate = new ArrayDeque<>();
    final Deque<Integer> predecessor = new ArrayDeque<>();
  }

  /**
   * @param margin how much worse a release may be, as a share of queries
   */
  Comparison(double margin) {
    test = new BettingTest(margin / LARGEST_DIFFERENCE);
  }

  /** A lift of the release in question. */
  void candidate(String region, int lift) {
    Waiting waiting = waiting(region);
    if (waiting.predecessor.isEmpty()) {
      keep(waiting.candidate, lift);
    } else {
      test.add((lift - mean(waiting.predecessor)) / LARGEST_DIFFERENCE);
    }
  }

  /** A lift of the release before it. */
  void predecessor(String region, int lift) {
    Waiting waiting = waiting(region);
    if (waiting.candidate.isEmpty()) {
      keep(waiting.predecessor, lift);
    } else {
      test.add((mean(waiting.candidate) - lift) / LARGEST_DIFFERENCE);
    }
  }

  /** The natural logarithm of the evidence that the release is worse. */
  double logEvidence() {
    return test.logEvidence();
  }

  /** How many comparisons there were. */
  long count() {
    return test.count();
  }

  private Waiting waiting(String region) {
    return regions.computeIfAbsent(region, name -> new Waiting());
  }

  private static void keep(Deque<Integer> lifts, int lift) {
    lifts.add(lift);
    if (lifts.size() > Lifts.CAPACITY) {
      lifts.removeFirst();
    }
  }

  /** Takes the newest ones. */
  private static double mean(Deque<Integer> lifts) {
    double sum = 0;
    int taken = 0;
    while (taken < TOGETHER && !lifts.isEmpty()) {
      sum += lifts.removeLast();
      taken++;
    }
    return sum / taken;
  }
}
