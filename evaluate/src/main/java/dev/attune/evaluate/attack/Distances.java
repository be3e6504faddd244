package dev.attune.evaluate.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Who is near to whom among published rows, by Gower's distance (1971): the difference as a share
 * of the range for numbers, 0 or 1 for words. Ties are broken at random. Not thread-safe.
 */
final class Distances {

  private static final Trait[] TRAITS = Trait.values();

  private final List<double[]> rows;
  private final double[] range = new double[TRAITS.length];
  private final Random random;

  /** Between these rows and any other. */
  Distances(List<double[]> rows, long seed) {
    this.rows = rows;
    this.random = new Random(seed);
    for (Trait trait : TRAITS) {
      int column = trait.ordinal();
      double low = rows.stream().mapToDouble(row -> row[column]).min().orElse(0);
      double high = rows.stream().mapToDouble(row -> row[column]).max().orElse(0);
      range[column] = Math.max(1, high - low);
    }
  }

  double of(Trait trait, double[] one, double[] other) {
    int column = trait.ordinal();
    double difference = Math.abs(one[column] - other[column]);
    if (trait.numeric()) {
      return Math.min(1, difference / range[column]);
    }
    return difference == 0 ? 0 : 1;
  }

  /** The places of the rows that are nearest in these traits. */
  int[] nearest(double[] row, List<Trait> by, int count) {
    int found = Math.min(count, rows.size());
    int[] places = new int[found];
    double[] distances = new double[found];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int start = random.nextInt(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      int place = (start + i) % rows.size();
      double distance = 0;
      for (Trait trait : by) {
        distance += of(trait, row, rows.get(place));
      }
      insert(places, distances, place, distance);
    }
    return places;
  }

  private static void insert(int[] places, double[] distances, int place, double distance) {
    int at = distances.length - 1;
    if (distance >= distances[at]) {
      return;
    }
    while (at > 0 && distances[at - 1] > distance) {
      places[at] = places[at - 1];
      distances[at] = distances[at - 1];
      at--;
    }
    places[at] = place;
    distances[at] = distance;
  }
}
