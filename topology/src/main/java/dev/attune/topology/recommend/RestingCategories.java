package dev.attune.topology.recommend;

import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Dismissals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The categories, each of one kind of item, that a user dismissed several items of: nothing of them
 * is offered for a while. Items that left the catalog are not counted, since their category is not
 * known.
 */
final class RestingCategories {

  private static final RestingCategories NONE = new RestingCategories(List.of());

  private final List<CatalogEntry> examples;

  private RestingCategories(List<CatalogEntry> examples) {
    this.examples = examples;
  }

  static RestingCategories of(Catalog catalog, Dismissals dismissals, Fatigue fatigue, long now) {
    if (dismissals.size() < fatigue.categoryDismissals()) {
      return NONE;
    }
    long remembered = now - fatigue.item().toSeconds();
    long resting = now - fatigue.category().toSeconds();
    List<CatalogEntry> entries = new ArrayList<>();
    List<CatalogEntry> lately = new ArrayList<>();
    for (int i = 0; i < dismissals.size(); i++) {
      Optional<CatalogEntry> entry = catalog.byHash(dismissals.item(i));
      if (entry.isPresent() && dismissals.at(i) >= remembered) {
        entries.add(entry.get());
        if (dismissals.at(i) >= resting) {
          lately.add(entry.get());
        }
      }
    }
    lately.removeIf(
        example ->
            entries.stream().filter(entry -> alike(entry, example)).count()
                < fatigue.categoryDismissals());
    return lately.isEmpty() ? NONE : new RestingCategories(lately);
  }

  boolean contains(CatalogEntry entry) {
    for (CatalogEntry example : examples) {
      if (alike(entry, example)) {
        return true;
      }
    }
    return false;
  }

  private static boolean alike(CatalogEntry one, CatalogEntry other) {
    return one.kind() == other.kind() && one.categoryHash() == other.categoryHash();
  }
}
