package dev.attune.deploy.explain;

import dev.attune.deploy.provision.Cluster;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.topology.catalog.Catalog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalogs that there were, as far as the topic still tells: a compacted topic forgets versions
 * of an item that were replaced.
 */
final class CatalogHistory {

  /**
   * What one record of the topic says.
   *
   * @param item the item as it became; null when it left
   */
  record Change(String id, @Nullable CatalogItem item) {}

  private final List<Change> changes;
  private final Map<String, CatalogItem> now = new TreeMap<>();
  private final Map<ByteBuffer, Optional<Catalog>> byDigest = new HashMap<>();
  private final Catalog latest;

  CatalogHistory(List<Change> changes) {
    this.changes = List.copyOf(changes);
    changes.forEach(change -> apply(change, now));
    latest = Catalog.of(now.values());
    byDigest.put(latest.digest(), Optional.of(latest));
  }

  static CatalogHistory read(Cluster cluster) {
    List<Change> changes = new ArrayList<>();
    new TopicScan<>(cluster, TopicCatalog.CATALOG_ITEMS, CatalogItem.class)
        .read(
            (record, item) ->
                changes.add(new Change(new String(record.key(), StandardCharsets.UTF_8), item)));
    return new CatalogHistory(changes);
  }

  /** The catalog as it is now. */
  Catalog latest() {
    return latest;
  }

  /** The items as they are now, by id. */
  Map<String, CatalogItem> items() {
    return now;
  }

  /** The catalog with this digest, if the topic still tells of it. */
  Optional<Catalog> withDigest(ByteBuffer digest) {
    return byDigest.computeIfAbsent(digest.duplicate(), this::find);
  }

  /** Goes back in time, since decisions are mostly young. */
  private Optional<Catalog> find(ByteBuffer digest) {
    for (int end = changes.size() - 1; end > 0; end--) {
      Map<String, CatalogItem> then = new TreeMap<>();
      changes.subList(0, end).forEach(change -> apply(change, then));
      Catalog catalog = Catalog.of(then.values());
      if (catalog.digest().equals(digest)) {
        return Optional.of(catalog);
      }
    }
    return Optional.empty();
  }

  private static void apply(Change change, Map<String, CatalogItem> items) {
    if (change.item() == null) {
      items.remove(change.id());
    } else {
      items.put(change.id(), change.item());
    }
  }
}
