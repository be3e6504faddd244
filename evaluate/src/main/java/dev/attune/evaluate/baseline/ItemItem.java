package dev.attune.evaluate.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Item-based neighbors (Deshpande and Karypis 2004): apps are alike if the same users of the
 * population open them, by the cosine of their openings. An app's ten nearest share a weight of 1,
 * so that what is near everything does not win, and the app itself has 1. A score is the sum of
 * these weights over the user's openings.
 *
 * <p>Of 32 variants (logarithms or not, 10 or 50 neighbors, with and without sharing, powers of the
 * likeness, weights of the app itself) this did best on users that no report uses.
 */
final class ItemItem implements Baseline {

  /** Neighbors kept of each app. */
  private static final int NEIGHBORS = 10;

  private record Neighbor(int column, double weight) {}

  private final double[] popularity;
  private final List<List<Neighbor>> neighbors = new ArrayList<>();

  ItemItem(Population population) {
    this.popularity = population.popularity();
    int apps = popularity.length;
    List<List<Map<Integer, Double>>> usersOf = new ArrayList<>();
    for (int i = 0; i < apps; i++) {
      usersOf.add(new ArrayList<>());
    }
    double[] norm = new double[apps];
    for (Map<Integer, Double> uses : population.uses()) {
      uses.forEach(
          (column, count) -> {
            usersOf.get(column).add(uses);
            norm[column] += count * count;
          });
    }
    double[] dot = new double[apps];
    for (int app = 0; app < apps; app++) {
      Arrays.fill(dot, 0);
      for (Map<Integer, Double> uses : usersOf.get(app)) {
        double own = uses.getOrDefault(app, 0.0);
        uses.forEach((column, count) -> dot[column] += own * count);
      }
      neighbors.add(nearest(app, dot, norm));
    }
  }

  @Override
  public String name() {
    return "item-item";
  }

  @Override
  public Memory newUser() {
    double[] sum = new double[popularity.length];
    return new Memory() {
      @Override
      public void score(Moment now, double[] scores) {
        for (int i = 0; i < sum.length; i++) {
          // Popularity decides between what is like nothing, and ties.
          scores[i] = sum[i] + 1e-6 * popularity[i];
        }
      }

      @Override
      public void opened(int column, Moment at) {
        sum[column]++;
        for (Neighbor neighbor : neighbors.get(column)) {
          sum[neighbor.column()] += neighbor.weight();
        }
      }
    };
  }

  private static List<Neighbor> nearest(int app, double[] dot, double[] norm) {
    List<Neighbor> nearest = new ArrayList<>();
    for (int other = 0; other < dot.length; other++) {
      if (other != app && dot[other] > 0) {
        nearest.add(new Neighbor(other, dot[other] / Math.sqrt(norm[app] * norm[other])));
      }
    }
    nearest.sort(
        (a, b) ->
            a.weight() != b.weight()
                ? Double.compare(b.weight(), a.weight())
                : a.column() - b.column());
    List<Neighbor> kept = nearest.subList(0, Math.min(NEIGHBORS, nearest.size()));
    double all = kept.stream().mapToDouble(Neighbor::weight).sum();
    return kept.stream().map(one -> new Neighbor(one.column(), one.weight() / all)).toList();
  }
}
