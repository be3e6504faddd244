package dev.attune.topology.stream;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.topology.catalog.Catalog;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalog between the global thread, which changes items, and the stream threads, which read an
 * index of them. The index is built when it is asked for and something changed since. Thread-safe.
 */
final class CatalogFeed {

  private final Map<String, CatalogItem> items = new TreeMap<>();
  private volatile boolean changed;
  private volatile long restrictions;
  private volatile Catalog catalog = Catalog.EMPTY;

  synchronized void put(String id, CatalogItem item) {
    CatalogItem before = items.put(id, item);
    changed = true;
    if (before != null && !before.equals(item)) {
      restrictions++;
    }
  }

  synchronized void remove(String id) {
    if (items.remove(id) != null) {
      changed = true;
      restrictions++;
    }
  }

  /**
   * How often something changed or left, so that lists may hold what must not be offered any more.
   * What is only added takes nothing out of any list.
   */
  long restrictions() {
    return restrictions;
  }

  synchronized void clear() {
    items.clear();
    changed = true;
  }

  /** The catalog as it now stands; the same object until something changes. */
  Catalog current() {
    return changed ? rebuilt() : catalog;
  }

  private synchronized Catalog rebuilt() {
    if (changed) {
      catalog = Catalog.of(items.values());
      changed = false;
    }
    return catalog;
  }
}
