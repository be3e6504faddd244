package dev.attune.device.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What things are called in the simulated world. All names are made up. */
final class WorldNames {
  private static final List<String> PREFIXES =
      List.of(
          "Blue", "Swift", "Nova", "Lumen", "Orbit", "Pine", "Coral", "Echo", "Summit", "Metro",
          "Sunny", "Ripple", "Harbor", "Maple", "River", "Comet", "Amber", "Willow", "Ember",
          "Meadow", "Vivid", "Polar", "Indigo", "Quartz", "Zephyr");

  /**
   * Of each category: the names of the apps everyone knows, then what the others are called after
   * their prefix.
   */
  private static final Map<AppCategory, List<List<String>>> APPS =
      Map.ofEntries(
          apps(AppCategory.COMMUNICATION, List.of("Messages", "Phone", "Contacts"), "Chat"),
          apps(AppCategory.SOCIAL, List.of("Photos"), "Social"),
          apps(AppCategory.NEWS, List.of("News"), "Herald", "Post"),
          apps(AppCategory.WEATHER, List.of("Weather"), "Forecast"),
          apps(AppCategory.NAVIGATION, List.of("Maps", "Transit"), "Ride"),
          apps(AppCategory.MUSIC, List.of("Music", "Radio"), "Tunes"),
          apps(AppCategory.VIDEO, List.of("Video"), "Stream"),
          apps(AppCategory.GAMES, List.of(), "Puzzle", "Racer", "Quest"),
          apps(AppCategory.SHOPPING, List.of("Market"), "Shop", "Deals"),
          apps(AppCategory.FINANCE, List.of("Wallet"), "Bank"),
          apps(
              AppCategory.PRODUCTIVITY,
              List.of("Mail", "Calendar", "Clock", "Settings", "Notes"),
              "Tasks"),
          apps(AppCategory.HEALTH, List.of("Health"), "Fitness"));

  private static final List<String> FORMATS =
      List.of("Weekly digest", "Editor's pick", "Short read", "Top ten", "Live special");
  private static final List<String> THEME_STYLES =
      List.of("Nature", "Minimal", "Dark", "Festive", "Abstract");
  private static final List<String> THEME_NAMES = List.of("Dawn", "Shore", "Forest", "Night");

  private WorldNames() {}

  /** The title of the app with this place in its category's popularity. */
  static String app(AppCategory category, int rank) {
    List<List<String>> names = APPS.get(category);
    List<String> known = names.get(0);
    if (rank < known.size()) {
      return known.get(rank);
    }
    int other = rank - known.size();
    // 7 has no factor in common with 25: every prefix comes once before any comes again
    String prefix = PREFIXES.get((other * 7 + category.ordinal() * 3) % PREFIXES.size());
    return prefix + " " + names.get(1).get(other / PREFIXES.size());
  }

  static int contentFormats() {
    return FORMATS.size();
  }

  static String content(AppCategory category, int format) {
    String word = category.word();
    return word.substring(0, 1).toUpperCase(Locale.ROOT)
        + word.substring(1)
        + ": "
        + FORMATS.get(format);
  }

  static List<String> themeStyles() {
    return THEME_STYLES;
  }

  static List<String> themeNames() {
    return THEME_NAMES;
  }

  /** An item id from a title. */
  static String id(String kind, String title) {
    return kind + ":" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private static Map.Entry<AppCategory, List<List<String>>> apps(
      AppCategory category, List<String> known, String... others) {
    return Map.entry(category, List.of(known, List.of(others)));
  }
}
