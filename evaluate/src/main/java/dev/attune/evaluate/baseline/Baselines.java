package dev.attune.evaluate.baseline;

import java.util.List;

/** All baselines of the reports. */
public final class Baselines {

  private Baselines() {}

  /** In the order of the tables. */
  public static List<Baseline> of(Population population) {
    return List.of(
        new MostPopular(population),
        new UserFrequent(population),
        new UserFrequentByContext(population),
        new MostRecent(population),
        new Markov(population),
        new ItemItem(population));
  }
}
