package dev.attune.topology.recommend;

import dev.attune.models.habit.Habits;
import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import java.util.Optional;

/**
 * Which of the user's habits an item is used beside, by the table of neighbors that travels with a
 * release: it comes from what the release was trained on, not from other users.
 */
public final class SimilarUse {

  private final Vocabulary vocabulary;
  private final ItemNeighbors neighbors;

  /** Of a release. */
  public SimilarUse(Vocabulary vocabulary, ItemNeighbors neighbors) {
    this.vocabulary = vocabulary;
    this.neighbors = neighbors;
  }

  /**
   * The habit, used at least so often, that has the item among its neighbors with the greatest
   * weight; of equals the one used last.
   */
  Optional<CatalogEntry> of(Catalog catalog, Habits habits, CatalogEntry entry, float often) {
    int wanted = vocabulary.indexOfHash(entry.hash());
    if (wanted < Vocabulary.FIRST_KNOWN) {
      return Optional.empty();
    }
    Optional<CatalogEntry> best = Optional.empty();
    float bestWeight = 0;
    for (int k = 0; k < habits.size(); k++) {
      float weight =
          habits.uses(k) < often ? 0 : weight(vocabulary.indexOfHash(habits.item(k)), wanted);
      Optional<CatalogEntry> habit =
          weight > bestWeight ? catalog.byHash(habits.item(k)) : Optional.empty();
      if (habit.isPresent()) {
        best = habit;
        bestWeight = weight;
      }
    }
    return best;
  }

  private float weight(int of, int wanted) {
    int end = neighbors.end(ItemNeighbors.BESIDE, of);
    for (int at = neighbors.begin(ItemNeighbors.BESIDE, of); at < end; at++) {
      if (neighbors.row(ItemNeighbors.BESIDE, at) == wanted) {
        return neighbors.weight(ItemNeighbors.BESIDE, at);
      }
    }
    return 0;
  }
}
