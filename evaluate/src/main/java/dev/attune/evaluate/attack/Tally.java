package dev.attune.evaluate.attack;

/**
 * How often an attack succeeded.
 *
 * @param attacks how many there were, and as many with what was published of others only
 * @param hits successes
 * @param controlHits successes of the latter: what follows from people being alike
 * @param guessHits successes by guessing
 */
public record Tally(long attacks, long hits, long controlHits, long guessHits) {

  /** Nothing yet. */
  static final Tally NONE = new Tally(0, 0, 0, 0);

  private static final double Z = 1.959963984540054;

  /** One attack more on each side. */
  Tally and(boolean hit, boolean controlHit, boolean guessHit) {
    return new Tally(
        attacks + 1,
        hits + (hit ? 1 : 0),
        controlHits + (controlHit ? 1 : 0),
        guessHits + (guessHit ? 1 : 0));
  }

  /** Both together. */
  Tally plus(Tally other) {
    return new Tally(
        attacks + other.attacks,
        hits + other.hits,
        controlHits + other.controlHits,
        guessHits + other.guessHits);
  }

  /**
   * How much more can be done to whose use was published, as a share of what could still be done,
   * with its 95% interval (Giomi and others 2023): Wilson's for each rate, and what that means for
   * the risk to first order, as if the two were independent.
   */
  public Risk risk() {
    double train = center(hits);
    double control = center(controlHits);
    double left = 1 - control;
    double risk = (train - control) / left;
    double ofTrain = halfWidth(hits) / left;
    double ofControl = halfWidth(controlHits) * (1 - train) / (left * left);
    double half = Math.hypot(ofTrain, ofControl);
    return new Risk(clip(risk), clip(risk - half), clip(risk + half));
  }

  /** Successes per attack. */
  public double rate() {
    return share(hits);
  }

  /** Successes per attack with what was published of others only. */
  public double controlRate() {
    return share(controlHits);
  }

  /** Successes per attack by guessing. An attack that is no better shows nothing. */
  public double guessRate() {
    return share(guessHits);
  }

  private double share(long of) {
    return attacks == 0 ? 0 : (double) of / attacks;
  }

  private double center(long successes) {
    return (successes + Z * Z / 2) / (attacks + Z * Z);
  }

  private double halfWidth(long successes) {
    double failures = attacks - successes;
    return Z
        / (attacks + Z * Z)
        * Math.sqrt(attacks == 0 ? Z * Z / 4 : successes * failures / attacks + Z * Z / 4);
  }

  private static double clip(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
