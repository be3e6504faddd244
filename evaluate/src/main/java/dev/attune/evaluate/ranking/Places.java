package dev.attune.evaluate.ranking;

/** Finds places in rankings without sorting. */
public final class Places {

  private Places() {}

  /**
   * The place of one item, from 0: how many items come before it. Of equal scores the lower column
   * comes first. What is not a number comes before everything else and after it, whichever is
   * worse, so that a broken score never looks like a hit.
   */
  public static int of(double[] scores, int size, int column) {
    double own = scores[column];
    int before = 0;
    for (int i = 0; i < size; i++) {
      if (!(scores[i] <= own) || scores[i] == own && i < column) {
        before++;
      }
    }
    // An own score that is not a number counts itself.
    return Math.min(before, size - 1);
  }
}
