package dev.attune.topology.catalog;

import dev.attune.models.token.ItemHash;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import java.util.List;

/**
 * One thing that may be offered.
 *
 * @param hash the 24-bit hash of the id, as profiles know it
 * @param categoryHash the 24-bit hash of the category
 * @param availableFrom from when it may be offered, in seconds since 1970-01-01T00:00Z
 * @param availableUntil until when (excluded)
 */
public record CatalogEntry(
    String id,
    int hash,
    ItemKind kind,
    String category,
    int categoryHash,
    String title,
    List<String> regions,
    int minimumAge,
    long availableFrom,
    long availableUntil,
    boolean approved) {

  public CatalogEntry {
    regions = List.copyOf(regions);
  }

  static CatalogEntry of(CatalogItem item) {
    return new CatalogEntry(
        item.getId(),
        ItemHash.of(item.getId()),
        item.getKind(),
        item.getCategory(),
        ItemHash.of(item.getCategory()),
        item.getTitle(),
        item.getRegions(),
        item.getMinimumAge(),
        item.getAvailableFrom() == null ? Long.MIN_VALUE : item.getAvailableFrom(),
        item.getAvailableUntil() == null ? Long.MAX_VALUE : item.getAvailableUntil(),
        item.getModeration() == ModerationState.APPROVED);
  }

  /** Whether this is the same thing, in this or another version of the catalog. */
  public boolean isSame(CatalogEntry other) {
    return hash == other.hash && id.equals(other.id);
  }

  /** Whether it may be offered in the region. */
  public boolean isFor(String region) {
    return regions.isEmpty() || regions.contains(region);
  }

  /** Whether it may be offered at a time, in seconds since 1970-01-01T00:00Z. */
  public boolean isAvailable(long at) {
    return at >= availableFrom && at < availableUntil;
  }
}
