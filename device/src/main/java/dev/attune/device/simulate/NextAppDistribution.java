package dev.attune.device.simulate;

import java.util.List;

/** The true probabilities of the app a user opens next. Immutable. */
public final class NextAppDistribution {
  private final List<String> apps;
  private final double[] probabilities;

  /** Both in the same order, most probable first. Takes ownership of the arguments. */
  NextAppDistribution(List<String> apps, double[] probabilities) {
    this.apps = List.copyOf(apps);
    this.probabilities = probabilities;
  }

  /** The item ids of all apps that can come next, most probable first, ties by item id. */
  public List<String> apps() {
    return apps;
  }

  /** The probability that the app comes next, 0 for apps that can't. */
  public double probability(String app) {
    int index = apps.indexOf(app);
    return index < 0 ? 0 : probabilities[index];
  }

  /**
   * The item ids of the {@code k} most probable apps, fewer if fewer are possible: what an oracle
   * would offer.
   */
  public List<String> top(int k) {
    return apps.subList(0, Math.min(k, apps.size()));
  }

  /**
   * The probability that the next app is among the {@code k} most probable: the best hit rate
   * anyone can reach.
   */
  public double hitRate(int k) {
    double sum = 0;
    for (int i = 0; i < Math.min(k, probabilities.length); i++) {
      sum += probabilities[i];
    }
    return sum;
  }
}
