package dev.attune.deploy.adversary;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A catalog of which much may not be offered to everyone, and that changes. */
final class TrialCatalog {

  private static final List<String> CATEGORIES =
      List.of("travel", "social", "games", "news", "music", "finance", "health", "photo");
  private static final long WEEK = 7 * 86_400;

  private final Map<String, CatalogItem> items = new LinkedHashMap<>();
  private final Random random;

  TrialCatalog(long seed) {
    random = new Random(seed);
    add(ItemKind.APP, 160);
    add(ItemKind.CONTENT, 80);
    add(ItemKind.THEME, 16);
    add(ItemKind.SETTING, 16);
  }

  private void add(ItemKind kind, int count) {
    for (int i = 0; i < count; i++) {
      String id = kind.name().toLowerCase(Locale.ROOT) + ":" + i;
      items.put(
          id,
          CatalogItem.newBuilder()
              .setId(id)
              .setKind(kind)
              .setCategory(CATEGORIES.get(i % CATEGORIES.size()))
              .setTitle(id)
              .setModeration(ModerationState.APPROVED)
              .build());
    }
  }

  Map<String, CatalogItem> items() {
    return items;
  }

  /** Changes what is allowed of some items. */
  void change(long now) {
    for (CatalogItem item : List.copyOf(items.values())) {
      CatalogItem changed = CatalogItem.newBuilder(item).build();
      switch (random.nextInt(24)) {
        case 0 -> changed.setModeration(ModerationState.PENDING);
        case 1 -> changed.setModeration(ModerationState.REJECTED);
        case 2 -> changed.setModeration(ModerationState.APPROVED);
        case 3 -> changed.setRegions(List.of(random.nextBoolean() ? "us" : "eu"));
        case 4 -> changed.setRegions(List.of());
        case 5 -> changed.setMinimumAge(List.of(0, 13, 18).get(random.nextInt(3)));
        case 6 -> changed.setAvailableUntil(now + random.nextInt((int) WEEK));
        case 7 -> changed.setAvailableFrom(now + random.nextInt((int) WEEK));
        case 8 -> {
          changed.setAvailableFrom(null);
          changed.setAvailableUntil(null);
        }
        default -> {
          continue;
        }
      }
      items.put(item.getId(), changed);
    }
  }
}
