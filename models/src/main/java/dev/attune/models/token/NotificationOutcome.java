package dev.attune.models.token;

import java.util.Locale;

/** What became of a notification. Ordinals are part of every vocabulary: never reorder. */
public enum NotificationOutcome {
  POSTED,
  OPENED,
  DISMISSED,
  IGNORED;

  /** How many there are. */
  public static final int COUNT = 4;

  /** The outcome's word in an item key, such as "posted". */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
