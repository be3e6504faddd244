package dev.attune.topology.recommend;

import dev.attune.topology.catalog.CatalogEntry;
import java.util.Comparator;

/**
 * A candidate and its score: the logarithm of how likely it is taken, in thousandths, so that no
 * order depends on a floating-point number's last bit.
 */
record Scored(CatalogEntry entry, int score) {

  /** Best first; of equals, by id. */
  static final Comparator<Scored> BEST_FIRST =
      (a, b) ->
          a.score != b.score
              ? Integer.compare(b.score, a.score)
              : a.entry.id().compareTo(b.entry.id());

  private static final int THOUSAND = 1000;

  /** The score as the output has it: how likely, in thousandths. */
  int permille() {
    double likely = StrictMath.exp(score / (double) THOUSAND);
    return (int) Math.min(Integer.MAX_VALUE, Math.round(likely * THOUSAND));
  }
}
