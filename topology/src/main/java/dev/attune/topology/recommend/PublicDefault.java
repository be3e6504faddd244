package dev.attune.topology.recommend;

import dev.attune.topology.catalog.CatalogEntry;
import java.util.List;

/**
 * What a release expects of someone it knows nothing about, of one audience in one hour of the
 * week: the apps most likely to be opened. It comes from what the release was trained on, never
 * from the events of other users.
 *
 * @param release the release
 * @param apps the apps, the most likely first
 * @param logits their scores in thousandths, in the same order
 */
public record PublicDefault(String release, List<CatalogEntry> apps, List<Integer> logits) {

  /** No release could say. */
  public static final PublicDefault NONE = new PublicDefault("", List.of(), List.of());

  /**
   * @throws IllegalArgumentException if there is not one score for each app
   */
  public PublicDefault {
    if (apps.size() != logits.size()) {
      throw new IllegalArgumentException(apps.size() + " apps, " + logits.size() + " scores");
    }
    apps = List.copyOf(apps);
    logits = List.copyOf(logits);
  }

  /** A model's score in thousandths, within a range; any number may come. */
  public static int logit(float score) {
    return Scorer.thousandths(score);
  }

  /** Which of the most likely apps this is, the first being 1; 0 when it is none of them. */
  int rank(CatalogEntry entry) {
    // Not by indexOf: records are equal if all they hold is, which takes long to find out.
    for (int i = 0; i < apps.size(); i++) {
      if (apps.get(i).isSame(entry)) {
        return i + 1;
      }
    }
    return 0;
  }
}
