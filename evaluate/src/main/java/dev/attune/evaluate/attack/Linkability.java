package dev.attune.evaluate.attack;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Knows some traits of a session from one source and others from another, and claims that both are
 * of one person if some published row is near to both.
 */
final class Linkability {

  private static final List<Trait> ONE =
      List.of(Trait.HOUR, Trait.FIRST, Trait.SECOND, Trait.NOTIFICATIONS, Trait.VARIETY);
  private static final List<Trait> OTHER =
      List.of(Trait.LAST, Trait.FAVORITE, Trait.OPENINGS, Trait.CONTENTS, Trait.SECONDS, Trait.APP);
  private static final int NEIGHBORS = 5;

  private final List<double[]> published;
  private final Distances with;
  private final Distances without;
  private final Random random;

  /**
   * @param published of the people who are attacked
   * @param control published likewise, without them
   */
  Linkability(List<double[]> published, List<double[]> control, long seed) {
    this.published = published;
    this.with = new Distances(published, seed);
    this.without = new Distances(control, seed);
    this.random = new Random(seed);
  }

  /** One session of each person is attacked. */
  Tally attack(Population people) {
    Tally tally = Tally.NONE;
    for (int user = 0; user < people.size(); user++) {
      double[] target = people.any(user, random);
      tally =
          tally.and(linked(target, with), linked(target, without), meet(anywhere(), anywhere()));
    }
    return tally;
  }

  private static boolean linked(double[] row, Distances in) {
    return meet(in.nearest(row, ONE, NEIGHBORS), in.nearest(row, OTHER, NEIGHBORS));
  }

  private int[] anywhere() {
    return random.ints(NEIGHBORS, 0, published.size()).toArray();
  }

  private static boolean meet(int[] some, int[] others) {
    return IntStream.of(some)
        .anyMatch(place -> IntStream.of(others).anyMatch(other -> other == place));
  }
}
