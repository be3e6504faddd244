package dev.attune.device.simulate;

import dev.attune.device.simulate.RandomStream.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The apps a user has, how much each is used and when: Zipf-like over the apps, different by part
 * of the day and on weekends. Drifts slowly from day to day, may change abruptly, and takes in apps
 * the user accepted.
 */
final class Repertoire {
  static final int DAYPARTS = 4;

  private static final int CAPACITY = 44;
  private static final double DAYPART_SPREAD = 0.8;
  private static final double WEEKEND_SPREAD = 0.4;
  private static final double CHURN_PER_DAY = 0.04;
  private static final double RETURN_PER_DAY = 0.01;
  private static final AppCategory[] REQUIRED = {
    AppCategory.COMMUNICATION,
    AppCategory.NEWS,
    AppCategory.WEATHER,
    AppCategory.NAVIGATION,
    AppCategory.MUSIC,
    AppCategory.VIDEO
  };

  private final World world;
  private final Traits traits;
  private final RandomStream random;

  private int size;
  private final int[] app = new int[CAPACITY];
  private final double[] home = new double[CAPACITY]; // the log weight that drift returns to
  private final double[] logWeight = new double[CAPACITY];
  private final double[] weight = new double[CAPACITY];
  private final double[] daypart = new double[CAPACITY * DAYPARTS];
  private final double[] weekend = new double[CAPACITY];

  Repertoire(World world, Traits traits) {
    this.world = world;
    this.traits = traits;
    this.random = new RandomStream(traits.seed, traits.user, Purpose.HABITS);
    drawApps();
    drawWeights();
  }

  int size() {
    return size;
  }

  int app(int slot) {
    return app[slot];
  }

  /** The slot of an app, -1 if the user doesn't have it. */
  int slotOf(int wanted) {
    for (int slot = 0; slot < size; slot++) {
      if (app[slot] == wanted) {
        return slot;
      }
    }
    return -1;
  }

  double weight(int slot) {
    return weight[slot];
  }

  double atDaypart(int slot, int part) {
    return daypart[slot * DAYPARTS + part];
  }

  double onWeekend(int slot) {
    return weekend[slot];
  }

  /** The most used app of a category, -1 if the user has none. */
  int favorite(AppCategory category) {
    int best = -1;
    for (int slot = 0; slot < size; slot++) {
      if (world.category(app[slot]) == category && (best < 0 || weight[slot] > weight[best])) {
        best = slot;
      }
    }
    return best < 0 ? -1 : app[best];
  }

  /**
   * One app of the category, more used ones more often, -1 if the user has none; {@code u} is
   * uniform over [0, 1).
   */
  int oneOf(AppCategory category, double u) {
    double total = 0;
    for (int slot = 0; slot < size; slot++) {
      total += world.category(app[slot]) == category ? weight[slot] : 0;
    }
    double rest = u * total;
    int last = -1;
    for (int slot = 0; slot < size; slot++) {
      if (world.category(app[slot]) == category) {
        last = app[slot];
        rest -= weight[slot];
        if (rest < 0) {
          return last;
        }
      }
    }
    return last;
  }

  /** A night passes: weights drift, and now and then an app nobody needed gives way to another. */
  void passDay(double drift) {
    for (int slot = 0; slot < size; slot++) {
      logWeight[slot] +=
          drift * random.gaussian() + RETURN_PER_DAY * (home[slot] - logWeight[slot]);
    }
    if (drift > 0 && random.chance(CHURN_PER_DAY)) {
      int next = drawMissingApp();
      if (next >= 0) {
        set(leastUsed(), next, median() + 0.7 * random.gaussian());
      }
    }
    refresh();
  }

  /**
   * Everything the user does changes: a third of the apps give way to others, the rest changes rank
   * and time of day.
   */
  void changeAbruptly() {
    for (int slot = 0; slot < size; slot++) {
      if (app[slot] != world.clock && random.chance(0.33)) {
        int next = drawMissingApp();
        if (next >= 0) {
          app[slot] = next;
        }
      }
    }
    requireCategories();
    drawWeights();
  }

  /** The user took an app they didn't have. */
  void adopt(int accepted) {
    if (slotOf(accepted) >= 0) {
      return;
    }
    int slot = size < CAPACITY ? size++ : leastUsed();
    set(slot, accepted, median() + 1.0 + 0.5 * random.gaussian());
    refresh();
  }

  /** How much the user would like an app: log popularity, interest and taste. */
  double appeal(int candidate) {
    return world.logPopularity(candidate, traits.region)
        + traits.interest[world.category(candidate).ordinal()]
        + world.tasteMatch(candidate, traits.taste);
  }

  private void drawApps() {
    double[] key = new double[world.apps()];
    List<Integer> order = new ArrayList<>();
    for (int candidate = 0; candidate < world.apps(); candidate++) {
      if (world.obtainable(candidate, traits.region.code, traits.age)) {
        key[candidate] = appeal(candidate) + random.gumbel();
        order.add(candidate);
      }
    }
    order.sort((a, b) -> key[a] != key[b] ? Double.compare(key[b], key[a]) : a - b);
    for (int i = 0; i < traits.repertoireSize - 2; i++) {
      app[size++] = order.get(i);
    }
    for (int needed : new int[] {world.clock, world.phone}) {
      if (slotOf(needed) < 0) {
        app[size++] = needed;
      }
    }
    requireCategories();
  }

  private void requireCategories() {
    for (AppCategory category : REQUIRED) {
      boolean missing = true;
      for (int slot = 0; slot < size; slot++) {
        missing &= world.category(app[slot]) != category;
      }
      for (int candidate = 0; missing && candidate < world.apps(); candidate++) {
        if (world.category(candidate) == category) {
          // the first of a category is its best known and obtainable by everyone
          app[size < CAPACITY ? size++ : leastUsed()] = candidate;
          missing = false;
        }
      }
    }
  }

  private void drawWeights() {
    double[] liking = new double[size];
    Integer[] order = new Integer[size];
    for (int slot = 0; slot < size; slot++) {
      order[slot] = slot;
      boolean system = app[slot] == world.clock || app[slot] == world.settings;
      liking[slot] = 0.8 * appeal(app[slot]) + 0.9 * random.gaussian() - (system ? 3 : 0);
    }
    Arrays.sort(
        order, (a, b) -> liking[a] != liking[b] ? Double.compare(liking[b], liking[a]) : a - b);
    for (int rank = 0; rank < size; rank++) {
      int slot = order[rank];
      set(slot, app[slot], -traits.zipfExponent * StrictMath.log(rank + 1.0));
    }
    refresh();
  }

  private void set(int slot, int newApp, double newLogWeight) {
    app[slot] = newApp;
    home[slot] = newLogWeight;
    logWeight[slot] = newLogWeight;
    for (int part = 0; part < DAYPARTS; part++) {
      daypart[slot * DAYPARTS + part] = random.logNormal(1, DAYPART_SPREAD);
    }
    weekend[slot] = random.logNormal(1, WEEKEND_SPREAD);
  }

  private void refresh() {
    for (int slot = 0; slot < size; slot++) {
      weight[slot] = StrictMath.exp(logWeight[slot]);
    }
  }

  private double median() {
    double[] sorted = Arrays.copyOf(logWeight, size);
    Arrays.sort(sorted);
    return sorted[size / 2];
  }

  private int leastUsed() {
    int least = -1;
    for (int slot = 0; slot < size; slot++) {
      boolean needed = app[slot] == world.clock || app[slot] == world.phone;
      if (!needed && (least < 0 || logWeight[slot] < logWeight[least])) {
        least = slot;
      }
    }
    return least;
  }

  private int drawMissingApp() {
    int best = -1;
    double bestKey = 0;
    for (int candidate = 0; candidate < world.apps(); candidate++) {
      if (slotOf(candidate) < 0 && world.obtainable(candidate, traits.region.code, traits.age)) {
        double key = appeal(candidate) + random.gumbel();
        if (best < 0 || key > bestKey) {
          best = candidate;
          bestKey = key;
        }
      }
    }
    return best;
  }
}
