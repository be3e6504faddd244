package dev.attune.evaluate.baseline;

/** A ranker without learning. It knows a population's counts and the user's own openings. */
public interface Baseline {

  /** Its name in tables, such as {@code user-frequent}. */
  String name();

  /** The memory of a user of whom nothing is known. */
  Memory newUser();

  /** What is remembered of one user. */
  interface Memory {

    /**
     * Scores all apps.
     *
     * @param now the moment of the user's last event
     * @param scores out: for each column of the apps how likely it is opened next; only the order
     *     counts
     */
    void score(Moment now, double[] scores);

    /** The user opened the app of this column. */
    void opened(int column, Moment at);
  }
}
