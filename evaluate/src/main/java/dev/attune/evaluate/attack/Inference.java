package dev.attune.evaluate.attack;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Knows all traits of a session but one, and claims that this one is as in the nearest published
 * row: exactly, or within 5% where it is a number.
 */
final class Inference {

  /** All but the path, which would tell most of the others. */
  static final List<Trait> TRAITS =
      Arrays.stream(Trait.values()).filter(trait -> trait != Trait.PATH).toList();

  private static final double CLOSE = 0.05;

  private final List<double[]> published;
  private final List<double[]> control;
  private final Distances with;
  private final Distances without;
  private final Random random;

  /**
   * @param published of the people who are attacked
   * @param control published likewise, without them
   */
  Inference(List<double[]> published, List<double[]> control, long seed) {
    this.published = published;
    this.control = control;
    this.with = new Distances(published, seed);
    this.without = new Distances(control, seed);
    this.random = new Random(seed);
  }

  /** One session of each person is attacked for each secret. */
  Map<Trait, Tally> attack(Population people) {
    Map<Trait, Tally> tallies = new EnumMap<>(Trait.class);
    for (int user = 0; user < people.size(); user++) {
      double[] target = people.any(user, random);
      int[] here = nearest(target, published, with);
      int[] there = nearest(target, control, without);
      for (int i = 0; i < TRAITS.size(); i++) {
        Trait secret = TRAITS.get(i);
        double[] guess = published.get(random.nextInt(published.size()));
        Tally now =
            tallies
                .getOrDefault(secret, Tally.NONE)
                .and(
                    right(secret, published.get(here[i]), target),
                    right(secret, control.get(there[i]), target),
                    right(secret, guess, target));
        tallies.put(secret, now);
      }
    }
    return tallies;
  }

  /** For each secret the row that is nearest in all other traits, all in one pass. */
  private int[] nearest(double[] row, List<double[]> rows, Distances distances) {
    int[] places = new int[TRAITS.size()];
    double[] best = new double[TRAITS.size()];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    double[] parts = new double[TRAITS.size()];
    int start = random.nextInt(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      int place = (start + i) % rows.size();
      double all = 0;
      for (int t = 0; t < parts.length; t++) {
        parts[t] = distances.of(TRAITS.get(t), row, rows.get(place));
        all += parts[t];
      }
      for (int t = 0; t < parts.length; t++) {
        double others = all - parts[t];
        // What is nearer by a rounding error is not nearer.
        if (others < best[t] - 1e-9) {
          best[t] = others;
          places[t] = place;
        }
      }
    }
    return places;
  }

  private static boolean right(Trait secret, double[] guess, double[] truth) {
    double guessed = guess[secret.ordinal()];
    double is = truth[secret.ordinal()];
    return secret.numeric() ? Math.abs(guessed - is) <= CLOSE * Math.abs(is) : guessed == is;
  }
}
