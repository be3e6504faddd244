package dev.attune.topology.recommend;

import dev.attune.schemas.catalog.ItemKind;
import dev.attune.topology.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts apps and other items on one scale, how likely each is taken now:
 *
 * <ul>
 *   <li>an app: its share in the softmax of the model's scores over the apps asked about;
 *   <li>another item: the affinity of its category, times what a kind of item is worth beside an
 *       app;
 *   <li>both: times how the user answered items of the category ({@link CategoryTaste#answered}).
 * </ul>
 *
 * <p>Any numbers may come from the model: they are cut to a range and rounded to thousandths first,
 * and what is no number counts as the lowest.
 */
final class Scorer {

  private static final double THOUSAND = 1000;
  private static final float LOGIT_LIMIT = 30;
  private static final int WORTH_OF_CONTENT = -916; // ln 0.4
  private static final int WORTH_OF_THE_REST = -2303; // ln 0.1
  private static final int LOWEST = (int) (-LOGIT_LIMIT * THOUSAND);

  private Scorer() {}

  static List<Scored> score(
      Candidates candidates, CategoryTaste taste, float[] modelScores, int offset) {
    List<CatalogEntry> apps = candidates.apps();
    int[] logits = new int[apps.size()];
    int highest = LOWEST;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = thousandths(modelScores[offset + i]);
      highest = Math.max(highest, logits[i]);
    }
    double sum = 0;
    for (int logit : logits) {
      sum += StrictMath.exp((logit - highest) / THOUSAND);
    }
    int logSum = sum == 0 ? 0 : CategoryTaste.logThousandths(sum);
    List<Scored> scored = new ArrayList<>(candidates.size());
    for (int i = 0; i < logits.length; i++) {
      int share = logits[i] - highest - logSum;
      scored.add(new Scored(apps.get(i), share + taste.logAnswered(apps.get(i).categoryHash())));
    }
    for (CatalogEntry other : candidates.others()) {
      int likely = logWorth(other.kind()) + taste.logAffinity(other.categoryHash());
      scored.add(new Scored(other, likely + taste.logAnswered(other.categoryHash())));
    }
    return scored;
  }

  private static int logWorth(ItemKind kind) {
    return switch (kind) {
      case CONTENT -> WORTH_OF_CONTENT;
      case THEME, SETTING -> WORTH_OF_THE_REST;
      case APP, UNKNOWN -> 0;
    };
  }

  /** A model's score in thousandths, from -30,000 to 30,000. */
  static int thousandths(float score) {
    if (Float.isNaN(score)) {
      return LOWEST;
    }
    float within = Math.max(-LOGIT_LIMIT, Math.min(LOGIT_LIMIT, score));
    return (int) Math.round(within * THOUSAND);
  }
}
