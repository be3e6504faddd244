package dev.attune.privacy.conformance;

import dev.attune.privacy.bounding.ContributionLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * T6: sums of neighbors differ by no more than the limits allow; the order of events is nothing.
 */
public final class SumsCheck {

  /** Something done: so much in a cell. */
  public record Event(int cell, long amount) {}

  /** A user and what was done. */
  public record User(byte[] id, List<Event> events) {}

  /** Bounds and adds up all users over a grid of cells. */
  public interface Aggregation {
    long[] sums(ContributionLimits limits, int cells, List<User> users);
  }

  private SumsCheck() {}

  /** Tries an aggregation on random users and limits. */
  public static List<String> findings(Aggregation aggregation, int cases, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < cases; i++) {
      ContributionLimits limits =
          new ContributionLimits(
              1 + random.nextInt(5), 1 + random.nextInt(20), 1 + random.nextInt(40));
      int cells = 1 + random.nextInt(12);
      List<User> users = new ArrayList<>();
      for (int u = 0; u <= random.nextInt(4); u++) {
        users.add(user(u, cells, random));
      }
      List<String> findings = findings(aggregation, limits, cells, users, random);
      if (!findings.isEmpty()) {
        return findings;
      }
    }
    return List.of();
  }

  /** Leaves out the last user; then shuffles everybody's events. */
  public static List<String> findings(
      Aggregation aggregation,
      ContributionLimits limits,
      int cells,
      List<User> users,
      Random random) {
    long[] with = aggregation.sums(limits, cells, users);
    long[] without = aggregation.sums(limits, cells, users.subList(0, users.size() - 1));
    long changed = 0;
    long largest = 0;
    long squared = 0;
    for (int c = 0; c < cells; c++) {
      long change = Math.abs(with[c] - without[c]);
      changed += change == 0 ? 0 : 1;
      largest = Math.max(largest, change);
      squared += change * change;
    }
    List<String> findings = new ArrayList<>();
    if (changed > limits.maxCells()) {
      findings.add(changed + " cells changed, " + limits);
    }
    if (largest > limits.sensitivityLinf()) {
      findings.add("a cell changed by " + largest + ", " + limits);
    }
    if (squared > limits.sensitivityL2Squared()) {
      findings.add("L2 norm squared " + squared + ", " + limits);
    }
    List<User> shuffled = new ArrayList<>();
    for (User user : users) {
      List<Event> events = new ArrayList<>(user.events());
      Collections.shuffle(events, random);
      shuffled.add(new User(user.id(), events));
    }
    if (!Arrays.equals(with, aggregation.sums(limits, cells, shuffled))) {
      findings.add("the order of events changed the sums, " + limits);
    }
    return findings;
  }

  private static User user(int number, int cells, Random random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    id[0] = (byte) number;
    List<Event> events = new ArrayList<>();
    for (int e = 0; e < random.nextInt(25); e++) {
      events.add(new Event(random.nextInt(cells), random.nextInt(12)));
    }
    return new User(id, events);
  }
}
