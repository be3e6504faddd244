package dev.attune.deploy.demo;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A catalog of all that a recorded log tells of: everything may be offered to everyone. */
final class RecordedCatalog {
  private static final String CATEGORY = "recorded";

  private RecordedCatalog() {}

  static List<CatalogItem> of(Collection<String> items) {
    return items.stream()
        .map(
            id ->
                CatalogItem.newBuilder()
                    .setId(id)
                    .setKind(kind(id))
                    .setCategory(CATEGORY)
                    .setTitle(id.substring(id.indexOf(':') + 1))
                    .setModeration(ModerationState.APPROVED)
                    .build())
        .toList();
  }

  private static ItemKind kind(String id) {
    return Arrays.stream(ItemKind.values())
        .filter(kind -> id.startsWith(kind.name().toLowerCase(Locale.ROOT) + ":"))
        .findFirst()
        .orElse(ItemKind.APP);
  }
}
