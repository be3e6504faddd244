package dev.attune.topology.recommend;

import dev.attune.models.habit.RecentTokens;
import dev.attune.models.token.EventType;
import dev.attune.topology.profile.Profile;

/**
 * What a user's last tokens say, counted once for a list: what was used just now, what followed
 * what, what was shown. Items are 24-bit hashes.
 */
final class Evidence {

  /** Gap buckets above this one are pauses of half an hour and more: another session. */
  static final int LONGEST_GAP_BUCKET = 10;

  private final RecentTokens tokens;
  private final int[] opened;
  private final boolean[] sameSession;
  private int opens;
  private final int justUsed;

  Evidence(Profile profile) {
    tokens = profile.recentTokens();
    opened = new int[tokens.size()];
    sameSession = new boolean[tokens.size()];
    boolean together = false;
    for (int i = 0; i < tokens.size(); i++) {
      together &= tokens.gap(i) <= LONGEST_GAP_BUCKET;
      if (tokens.type(i) == EventType.APP_OPENED.ordinal()) {
        opened[opens] = tokens.item(i);
        sameSession[opens++] = together;
        together = true;
      }
    }
    justUsed = together && opens > 0 ? opened[opens - 1] : 0;
  }

  /** The app used last, if that was in the session that still lasts; else 0. */
  int justUsed() {
    return justUsed;
  }

  /** How often the app was left for another one in the same session. */
  int timesLeft(int app) {
    return count(app, 0);
  }

  /** How often the next app in the same session was this one. */
  int timesFollowed(int app, int next) {
    return app == next ? 0 : count(app, next);
  }

  private int count(int app, int next) {
    int times = 0;
    for (int i = 1; i < opens; i++) {
      boolean left = sameSession[i] && opened[i - 1] == app && opened[i] != app;
      if (left && (next == 0 || opened[i] == next)) {
        times++;
      }
    }
    return app == 0 ? 0 : times;
  }

  /** How often the item was shown and not taken after it. */
  int timesShown(int item) {
    int times = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.item(i) == item) {
        if (tokens.type(i) == EventType.RECOMMENDATION_SHOWN.ordinal()) {
          times++;
        } else if (tokens.type(i) == EventType.RECOMMENDATION_ACCEPTED.ordinal()) {
          times = 0;
        }
      }
    }
    return times;
  }

  /** Whether the user did anything with the item but see it offered and dismiss it. */
  boolean isUsed(int item) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.item(i) == item
          && tokens.type(i) != EventType.RECOMMENDATION_SHOWN.ordinal()
          && tokens.type(i) != EventType.RECOMMENDATION_DISMISSED.ordinal()) {
        return true;
      }
    }
    return false;
  }
}
