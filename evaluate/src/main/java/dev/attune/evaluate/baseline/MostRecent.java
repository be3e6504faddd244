package dev.attune.evaluate.baseline;

/** What was opened last comes first; what was never opened follows by the population's openings. */
final class MostRecent implements Baseline {

  private final double[] popularity;

  MostRecent(Population population) {
    this.popularity = population.popularity();
  }

  @Override
  public String name() {
    return "most recent";
  }

  @Override
  public Memory newUser() {
    double[] own = popularity.clone();
    return new Memory() {
      private double openings = 1;

      @Override
      public void score(Moment now, double[] scores) {
        System.arraycopy(own, 0, scores, 0, own.length);
      }

      @Override
      public void opened(int column, Moment at) {
        own[column] = ++openings;
      }
    };
  }
}
