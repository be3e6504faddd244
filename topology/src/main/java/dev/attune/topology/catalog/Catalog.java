package dev.attune.topology.catalog;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.topology.profile.Consent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What may be offered, indexed once. Immutable and thread-safe; a changed item makes a new catalog.
 * The same items give the same catalog in whatever order they come.
 */
public final class Catalog {

  /** A catalog of nothing. */
  public static final Catalog EMPTY = of(List.of());

  private final List<CatalogEntry> entries;
  private final Map<String, CatalogEntry> byId = new HashMap<>();
  private final Map<Integer, CatalogEntry> byHash = new HashMap<>();
  private final Map<String, List<Audience>> byRegion = new HashMap<>();
  private final List<Audience> elsewhere;
  private final byte[] digest;

  private Catalog(List<CatalogEntry> sorted) {
    entries = List.copyOf(sorted);
    Set<Integer> ambiguous = new HashSet<>();
    Set<String> regions = new HashSet<>();
    for (CatalogEntry entry : entries) {
      byId.put(entry.id(), entry);
      if (byHash.putIfAbsent(entry.hash(), entry) != null) {
        ambiguous.add(entry.hash());
      }
      regions.addAll(entry.regions());
    }
    // Two items with one hash can't be told apart in a profile: better to say nothing about either.
    ambiguous.forEach(byHash::remove);
    for (String region : regions) {
      byRegion.put(region, audiences(region));
    }
    elsewhere = audiences("");
    digest = CatalogDigest.of(entries);
  }

  /**
   * The catalog of these items; of two with the same id the last counts. Items of unknown kind are
   * never offered.
   */
  public static Catalog of(Collection<CatalogItem> items) {
    Map<String, CatalogEntry> byId = new TreeMap<>();
    for (CatalogItem item : items) {
      if (item.getKind() != ItemKind.UNKNOWN) {
        byId.put(item.getId(), CatalogEntry.of(item));
      }
    }
    return new Catalog(new ArrayList<>(byId.values()));
  }

  /** The first 8 bytes of SHA-256 over all that decisions depend on. */
  public ByteBuffer digest() {
    return ByteBuffer.wrap(digest.clone());
  }

  /** How many items there are. */
  public int size() {
    return entries.size();
  }

  /** All items, sorted by id. */
  public List<CatalogEntry> entries() {
    return entries;
  }

  /** The item with this id. */
  public Optional<CatalogEntry> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The item with this 24-bit hash, if there is exactly one. */
  public Optional<CatalogEntry> byHash(int hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** What may be offered to whoever consented so; without consent, what suits everyone. */
  public Audience audience(Optional<Consent> consent) {
    return audience(
        consent.map(Consent::region).orElse(""),
        consent.map(Consent::ageBand).orElse(AgeBand.UNKNOWN));
  }

  /** What may be offered in a region to an age band. */
  public Audience audience(String region, AgeBand band) {
    return byRegion.getOrDefault(region, elsewhere).get(band.ordinal());
  }

  private List<Audience> audiences(String region) {
    List<Audience> audiences = new ArrayList<>();
    for (AgeBand band : AgeBand.values()) {
      audiences.add(new Audience(region, band, entries));
    }
    return List.copyOf(audiences);
  }
}
