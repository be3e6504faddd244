package dev.attune.topology.recommend;

import dev.attune.schemas.audit.RuleCount;
import dev.attune.schemas.decision.RecommendedItem;
import java.util.List;

/**
 * What was decided to offer.
 *
 * @param items the items, best first
 * @param expiresAt when the list stops being of use, in seconds since 1970-01-01T00:00Z
 * @param hashes the 24-bit hashes of the items, in their order
 * @param considered how many items there were before the rules
 * @param removed how many items each rule removed; together with the items offered they are all
 *     that were considered
 */
public record Recommendation(
    List<RecommendedItem> items,
    long expiresAt,
    List<Integer> hashes,
    int considered,
    List<RuleCount> removed) {

  public Recommendation {
    items = List.copyOf(items);
    removed = List.copyOf(removed);
    hashes = List.copyOf(hashes);
  }

  /** The 24-bit hashes of the items, in their order. */
  public int[] hashArray() {
    return hashes.stream().mapToInt(Integer::intValue).toArray();
  }
}
