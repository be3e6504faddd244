package dev.attune.evaluate.synthetic;

/**
 * One generator on one cohort with one noise.
 *
 * @param generator its name, see {@link SyntheticRun}
 * @param seed of the cohort
 * @param users how many the cohort has
 * @param epsilon of the day; empty where no noise is drawn, or no summary used
 * @param fidelity to what the cohort's users do
 * @param next how often a classifier foresees the next category of people held out, as a share of
 *     one trained on the real sessions
 * @param notified the area under the curve of telling what a notification led to, likewise
 */
public record Measured(
    String generator,
    long seed,
    int users,
    String epsilon,
    Fidelity fidelity,
    double next,
    double notified) {

  /** Both tasks together. */
  public double usefulness() {
    return (next + notified) / 2;
  }
}
