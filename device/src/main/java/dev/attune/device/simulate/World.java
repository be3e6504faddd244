package dev.attune.device.simulate;

import dev.attune.device.simulate.RandomStream.Purpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is the same for every user and under every seed: the apps, how popular they are in each
 * region, what they are like, and which usually follows which. Immutable.
 */
final class World {
  static final World INSTANCE = new World();

  /**
   * The dimensions of taste: how well a user and an app match is the dot product of their
   * positions.
   */
  static final int TASTE = 4;

  private static final int FOLLOWERS = 6;
  private static final double REGIONAL_SPREAD = 0.7;

  private final CatalogBuilder catalog = new CatalogBuilder();
  private final int apps = catalog.apps().size();
  private final double[] logPopularity = new double[apps];
  private final double[] regional = new double[Region.values().length * apps];
  private final double[] taste = new double[apps * TASTE];
  private final float[] affinity = new float[apps * apps];
  private final Map<String, Integer> indexes = new HashMap<>();
  final int clock;
  final int phone;
  final int settings;
  final int mail;
  final int calendar;
  final int messages;

  private World() {
    RandomStream random = new RandomStream(0, 0, Purpose.WORLD);
    for (int app = 0; app < apps; app++) {
      indexes.put(id(app), app);
      logPopularity[app] =
          -0.9 * StrictMath.log(catalog.apps().get(app).rank() + 1.0) + 0.25 * random.gaussian();
      for (int i = 0; i < TASTE; i++) {
        taste[app * TASTE + i] = random.gaussian();
      }
    }
    for (int app = 0; app < apps; app++) {
      drawFollowers(app, random);
    }
    for (int i = 0; i < regional.length; i++) {
      regional[i] = REGIONAL_SPREAD * random.gaussian();
    }
    clock = index("app:clock");
    phone = index("app:phone");
    settings = index("app:settings");
    mail = index("app:mail");
    calendar = index("app:calendar");
    messages = index("app:messages");
  }

  /** Everything that may be offered. */
  CatalogBuilder catalog() {
    return catalog;
  }

  int apps() {
    return apps;
  }

  String id(int app) {
    return catalog.apps().get(app).id();
  }

  AppCategory category(int app) {
    return catalog.apps().get(app).category();
  }

  /** The app's number, -1 if there is no such app. */
  int index(String id) {
    return indexes.getOrDefault(id, -1);
  }

  /** The logarithm of how popular the app is in the region. */
  double logPopularity(int app, Region region) {
    return logPopularity[app] + regional[region.ordinal() * apps + app];
  }

  double tasteMatch(int app, double[] userTaste) {
    double sum = 0;
    for (int i = 0; i < TASTE; i++) {
      sum += taste[app * TASTE + i] * userTaste[i];
    }
    return sum;
  }

  /** How much more often than by chance one app follows another. */
  double affinity(int previous, int next) {
    return affinity[previous * apps + next];
  }

  /** Whether someone there of that age can have the app at all. */
  boolean obtainable(int app, String region, int age) {
    CatalogBuilder.App entry = catalog.apps().get(app);
    List<String> regions = entry.regions();
    return age >= entry.minimumAge() && (regions.isEmpty() || regions.contains(region));
  }

  private void drawFollowers(int app, RandomStream random) {
    double[] weights = new double[apps];
    double total = 0;
    for (int next = 0; next < apps; next++) {
      double byCategory = category(app).followedBy(category(next));
      affinity[app * apps + next] = (float) byCategory;
      weights[next] = next == app ? 0 : StrictMath.exp(logPopularity[next]) * byCategory;
      total += weights[next];
    }
    for (int i = 0; i < FOLLOWERS; i++) {
      int follower = random.pick(weights, apps, total);
      affinity[app * apps + follower] *= (float) random.logNormal(5, 0.4);
      total -= weights[follower];
      weights[follower] = 0;
    }
  }
}
