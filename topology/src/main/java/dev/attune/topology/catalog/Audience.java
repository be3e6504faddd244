package dev.attune.topology.catalog;

import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.consent.AgeBand;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The users of one region and age band, and what may be offered to them: approved, for the region,
 * suitable for everyone in the band. Whether an item is available at a time remains to be checked.
 */
public final class Audience {

  private static final int TEENS_ARE_AT_LEAST = 13;
  private static final int ADULTS_ARE_AT_LEAST = 18;

  private final String region;
  private final int age;
  private final Map<ItemKind, List<CatalogEntry>> allowed = new EnumMap<>(ItemKind.class);
  private final Map<Integer, Long> allowedUntil = new HashMap<>();
  private final int notApproved;
  private final int notInRegion;
  private final int notForAge;

  Audience(String region, AgeBand band, List<CatalogEntry> sorted) {
    this.region = region;
    this.age = ageOf(band);
    for (ItemKind kind : ItemKind.values()) {
      allowed.put(kind, new ArrayList<>());
    }
    int moderation = 0;
    int regional = 0;
    int ages = 0;
    for (CatalogEntry entry : sorted) {
      if (!entry.approved()) {
        moderation++;
      } else if (!entry.isFor(region)) {
        regional++;
      } else if (entry.minimumAge() > age) {
        ages++;
      } else {
        allowed.get(entry.kind()).add(entry);
        allowedUntil.merge(entry.hash(), entry.availableUntil(), Math::max);
      }
    }
    allowed.replaceAll((kind, entries) -> List.copyOf(entries));
    notApproved = moderation;
    notInRegion = regional;
    notForAge = ages;
  }

  /**
   * The age, in years, that everyone in the band has reached; a user of unknown age may be a child.
   */
  public static int ageOf(AgeBand band) {
    return switch (band) {
      case UNKNOWN, CHILD -> 0;
      case TEEN -> TEENS_ARE_AT_LEAST;
      case ADULT -> ADULTS_ARE_AT_LEAST;
    };
  }

  /** What of this kind may be offered, sorted by id. */
  public List<CatalogEntry> allowed(ItemKind kind) {
    return allowed.getOrDefault(kind, List.of());
  }

  /** Whether this item may be offered. */
  public boolean allows(CatalogEntry entry) {
    return entry.approved() && entry.isFor(region) && entry.minimumAge() <= age;
  }

  /**
   * Whether an item with this 24-bit hash may be offered up to a time (excluded), in seconds since
   * 1970-01-01T00:00Z.
   */
  public boolean allows(int hash, long until) {
    return allowedUntil.getOrDefault(hash, Long.MIN_VALUE) >= until;
  }

  /** How many items of the catalog moderation does not allow. */
  public int notApproved() {
    return notApproved;
  }

  /** How many of the rest are for other regions. */
  public int notInRegion() {
    return notInRegion;
  }

  /** How many of the rest do not suit the age band. */
  public int notForAge() {
    return notForAge;
  }
}
