package dev.attune.evaluate.baseline;

import dev.attune.evaluate.history.Apps;

/**
 * First order: what the population opened after the app that this user opened last, drawn towards
 * popularity.
 */
final class Markov implements Baseline {

  /** As if so many openings had followed each app in proportion to popularity. */
  private static final double STRENGTH = 10;

  private final Population population;
  private final double[] popularity;

  Markov(Population population) {
    this.population = population;
    this.popularity = population.popularity();
  }

  @Override
  public String name() {
    return "first-order Markov";
  }

  @Override
  public Memory newUser() {
    return new Memory() {
      private int last = Apps.NONE;

      @Override
      public void score(Moment now, double[] scores) {
        for (int i = 0; i < popularity.length; i++) {
          scores[i] = STRENGTH * popularity[i];
        }
        if (last != Apps.NONE) {
          population.followers(last).forEach((next, count) -> scores[next] += count);
        }
      }

      @Override
      public void opened(int column, Moment at) {
        last = column;
      }
    };
  }
}
