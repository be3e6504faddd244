package dev.attune.testkit;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import java.util.Locale;

/** Catalog items for tests: approved, for everyone, everywhere, always. */
public final class Items {

  private Items() {}

  /**
   * An item that may be offered to anyone.
   *
   * @param id kind, colon, name, such as {@code app:maps}
   * @throws IllegalArgumentException if the kind is none of app, content, theme and setting
   */
  public static CatalogItem item(String id, String category) {
    return builder(id, category).build();
  }

  /** The same, to be changed: withdrawn, limited to regions, and so on. */
  public static CatalogItem.Builder builder(String id, String category) {
    int colon = id.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("an item id is kind, colon, name: " + id);
    }
    return CatalogItem.newBuilder()
        .setId(id)
        .setKind(ItemKind.valueOf(id.substring(0, colon).toUpperCase(Locale.ROOT)))
        .setCategory(category)
        .setTitle(id.substring(colon + 1))
        .setModeration(ModerationState.APPROVED);
  }
}
