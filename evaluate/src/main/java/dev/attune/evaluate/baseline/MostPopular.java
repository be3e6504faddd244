package dev.attune.evaluate.baseline;

/** The same order for everyone: by the population's openings. */
final class MostPopular implements Baseline {

  private final double[] popularity;

  MostPopular(Population population) {
    this.popularity = population.popularity();
  }

  @Override
  public String name() {
    return "most popular";
  }

  @Override
  public Memory newUser() {
    return new Memory() {
      @Override
      public void score(Moment now, double[] scores) {
        System.arraycopy(popularity, 0, scores, 0, popularity.length);
      }

      @Override
      public void opened(int column, Moment at) {}
    };
  }
}
