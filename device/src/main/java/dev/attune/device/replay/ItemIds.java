package dev.attune.device.replay;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Item ids from the names of a log, one object an id however often it comes. */
final class ItemIds {
  static final int LONGEST = 128;

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}]+");

  private final Map<String, String> known = new HashMap<>();

  /** For example {@code app:google-chrome} for "Google Chrome". */
  String id(String kind, String name) {
    return known.computeIfAbsent(
        kind + ":" + name,
        any -> kind + ":" + SPACES.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-"));
  }

  /** The same object for the same text. */
  String same(String text) {
    return known.computeIfAbsent(text, any -> text);
  }
}
