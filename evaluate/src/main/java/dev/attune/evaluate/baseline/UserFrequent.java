package dev.attune.evaluate.baseline;

/** By the user's own openings; what the user never opened, and ties, by the population's. */
final class UserFrequent implements Baseline {

  private final double[] popularity;

  UserFrequent(Population population) {
    this.popularity = population.popularity();
  }

  @Override
  public String name() {
    return "user-frequent";
  }

  @Override
  public Memory newUser() {
    double[] own = popularity.clone();
    return new Memory() {
      @Override
      public void score(Moment now, double[] scores) {
        System.arraycopy(own, 0, scores, 0, own.length);
      }

      @Override
      public void opened(int column, Moment at) {
        // Shares are under 1, so an opening counts more than all popularity.
        own[column]++;
      }
    };
  }
}
