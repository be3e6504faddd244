package dev.attune.device.replay;

import java.util.Locale;
import java.util.Map;

/**
 * The usual time zones of countries as logs name them, in minutes to add to UTC in winter.
 * Countries with several have the one most people live in.
 */
final class CountryOffsets {
  private static final Map<String, Integer> MINUTES =
      Map.ofEntries(
          Map.entry("argentina", -180),
          Map.entry("australia", 600),
          Map.entry("austria", 60),
          Map.entry("belgium", 60),
          Map.entry("brazil", -180),
          Map.entry("canada", -300),
          Map.entry("china", 480),
          Map.entry("colombia", -300),
          Map.entry("croatia", 60),
          Map.entry("czech republic", 60),
          Map.entry("denmark", 60),
          Map.entry("finland", 120),
          Map.entry("france", 60),
          Map.entry("germany", 60),
          Map.entry("greece", 120),
          Map.entry("hungary", 60),
          Map.entry("india", 330),
          Map.entry("indonesia", 420),
          Map.entry("israel", 120),
          Map.entry("italy", 60),
          Map.entry("japan", 540),
          Map.entry("malaysia", 480),
          Map.entry("mexico", -360),
          Map.entry("netherlands", 60),
          Map.entry("new zealand", 720),
          Map.entry("norway", 60),
          Map.entry("philippines", 480),
          Map.entry("poland", 60),
          Map.entry("romania", 120),
          Map.entry("russia", 180),
          Map.entry("singapore", 480),
          Map.entry("slovenia", 60),
          Map.entry("south africa", 120),
          Map.entry("south korea", 540),
          Map.entry("spain", 60),
          Map.entry("sweden", 60),
          Map.entry("switzerland", 60),
          Map.entry("taiwan", 480),
          Map.entry("thailand", 420),
          Map.entry("turkey", 180),
          Map.entry("ukraine", 120),
          Map.entry("united states", -300),
          Map.entry("vietnam", 420));

  private CountryOffsets() {}

  /** The offset, 0 where the country is not known. */
  static int minutes(String country) {
    return MINUTES.getOrDefault(country.toLowerCase(Locale.ROOT), 0);
  }
}
