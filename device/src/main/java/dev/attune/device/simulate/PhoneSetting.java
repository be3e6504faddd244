package dev.attune.device.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A setting of the simulated phones, its catalog category, the part of the day it is usually
 * changed in, and its closed set of values.
 */
enum PhoneSetting {
  DARK_MODE("display", 3, "on", "off"),
  BRIGHTNESS("display", 0, "low", "auto", "high"),
  NIGHT_LIGHT("display", 3, "on", "off"),
  FONT_SIZE("display", 2, "small", "medium", "large"),
  ROTATION("display", 3, "auto", "locked"),
  SCREEN_TIMEOUT("display", 2, "short", "long"),
  VOLUME("sound", 1, "low", "medium", "high"),
  RINGER("sound", 1, "sound", "vibrate", "silent"),
  DO_NOT_DISTURB("sound", 0, "on", "off"),
  HAPTICS("sound", 2, "on", "off"),
  BEDTIME_MODE("sound", 0, "on", "off"),
  WIFI("network", 1, "on", "off"),
  BLUETOOTH("network", 1, "on", "off"),
  HOTSPOT("network", 2, "on", "off"),
  MOBILE_DATA("network", 2, "on", "off"),
  BATTERY_SAVER("battery", 3, "on", "off"),
  FAST_CHARGING("battery", 3, "on", "off"),
  LOCATION("privacy", 1, "on", "off"),
  SCREEN_LOCK("privacy", 2, "pin", "fingerprint"),
  BACKUP("privacy", 0, "on", "off");

  final String category;
  final List<String> values;

  /** 0 night, 1 morning, 2 afternoon, 3 evening. */
  final int daypart;

  private final String id = "setting:" + name().toLowerCase(Locale.ROOT).replace('_', '-');

  PhoneSetting(String category, int daypart, String... values) {
    this.category = category;
    this.daypart = daypart;
    this.values = List.of(values);
  }

  String id() {
    return id;
  }

  static Optional<PhoneSetting> byId(String id) {
    for (PhoneSetting setting : values()) {
      if (setting.id().equals(id)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  String title() {
    String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
