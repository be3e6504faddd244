package dev.attune.device.simulate;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalog of the simulated world. Which items are limited, pending or rejected follows from
 * their numbers alone.
 */
final class CatalogBuilder {
  /**
   * An app: its item id, what it is for, its place in its category's popularity, and who can have
   * it.
   */
  record App(
      String id,
      String title,
      AppCategory category,
      int rank,
      List<String> regions,
      int minimumAge) {}

  /** A piece of content and what it is about. */
  record Content(String id, String title, AppCategory category) {}

  // the best known apps of each category are for everyone, everywhere
  private static final int UNRESTRICTED_RANKS = 6;

  private final List<App> apps = new ArrayList<>();
  private final List<Content> contents = new ArrayList<>();
  private final Map<String, AppCategory> contentCategories = new HashMap<>();

  CatalogBuilder() {
    for (AppCategory category : AppCategory.values()) {
      for (int rank = 0; rank < category.apps; rank++) {
        String title = WorldNames.app(category, rank);
        apps.add(
            new App(
                WorldNames.id("app", title),
                title,
                category,
                rank,
                regions(rank),
                age(category, rank)));
      }
      for (int format = 0; format < WorldNames.contentFormats(); format++) {
        String title = WorldNames.content(category, format);
        contents.add(new Content(WorldNames.id("content", title), title, category));
        contentCategories.put(WorldNames.id("content", title), category);
      }
    }
  }

  List<App> apps() {
    return apps;
  }

  List<Content> contents() {
    return contents;
  }

  /** What a piece of content is about; empty if there is no such content. */
  Optional<AppCategory> contentCategory(String id) {
    return Optional.ofNullable(contentCategories.get(id));
  }

  /** The items as they travel, a new list of new records at each call. */
  List<CatalogItem> items() {
    List<CatalogItem> items = new ArrayList<>();
    for (App app : apps) {
      items.add(
          item(
              app.id(),
              ItemKind.APP,
              app.category().word(),
              app.title(),
              app.regions(),
              app.minimumAge(),
              app.rank() < UNRESTRICTED_RANKS
                  ? ModerationState.APPROVED
                  : moderation(items.size())));
    }
    for (Content content : contents) {
      items.add(
          item(
              content.id(),
              ItemKind.CONTENT,
              content.category().word(),
              content.title(),
              List.of(),
              0,
              moderation(items.size())));
    }
    for (String style : WorldNames.themeStyles()) {
      for (String name : WorldNames.themeNames()) {
        String title = style + " " + name;
        items.add(
            item(
                WorldNames.id("theme", title),
                ItemKind.THEME,
                WorldNames.id("", style).substring(1),
                title,
                List.of(),
                0,
                moderation(items.size())));
      }
    }
    for (PhoneSetting setting : PhoneSetting.values()) {
      items.add(
          item(
              setting.id(),
              ItemKind.SETTING,
              setting.category,
              setting.title(),
              List.of(),
              0,
              ModerationState.APPROVED));
    }
    return items;
  }

  private static CatalogItem item(
      String id,
      ItemKind kind,
      String category,
      String title,
      List<String> regions,
      int minimumAge,
      ModerationState moderation) {
    return new CatalogItem(
        id, kind, category, title, new ArrayList<>(regions), minimumAge, null, null, moderation);
  }

  private static List<String> regions(int rank) {
    if (rank < UNRESTRICTED_RANKS) {
      return List.of();
    }
    return switch (rank % 9) {
      case 3 -> List.of(Region.EU.code);
      case 5 -> List.of(Region.NA.code);
      case 8 -> List.of(Region.APAC.code, Region.EU.code);
      default -> List.of();
    };
  }

  private static int age(AppCategory category, int rank) {
    boolean mayBeForAdults =
        category == AppCategory.GAMES
            || category == AppCategory.SOCIAL
            || category == AppCategory.SHOPPING;
    if (!mayBeForAdults || rank < UNRESTRICTED_RANKS) {
      return 0;
    }
    return rank % 8 == 7 ? 18 : rank % 8 == 4 ? 13 : 0;
  }

  private static ModerationState moderation(int number) {
    return number % 29 == 13
        ? ModerationState.PENDING
        : number % 43 == 17 ? ModerationState.REJECTED : ModerationState.APPROVED;
  }
}
