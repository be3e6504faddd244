package dev.attune.topology.recommend;

import dev.attune.models.habit.RankFeatures;
import dev.attune.models.token.EventType;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.RecentTokens;
import java.util.Optional;

/**
 * Why an item is offered. A template is used only when the evidence it speaks of is in the profile;
 * POPULAR is never used, since nothing is kept across users.
 */
final class Reasons {

  private static final float OFTEN = 3;
  private static final float MOSTLY = 0.4f;
  private static final float SOME = 0.5f;
  private static final int USUALLY = 2;
  private static final float LIKED_SHARE = 0.1f;
  // Gap buckets above this one are pauses of half an hour and more: no longer "just used".
  private static final int LONGEST_GAP_BUCKET = 10;

  private final Catalog catalog;
  private final Profile profile;
  private final CategoryTaste taste;
  private final int hourOfWeek;
  private final float[] features = new float[RankFeatures.COUNT];
  private final int justUsed;
  private int timesJustUsed;

  Reasons(Catalog catalog, Profile profile, CategoryTaste taste, int hourOfWeek) {
    this.catalog = catalog;
    this.profile = profile;
    this.taste = taste;
    this.hourOfWeek = hourOfWeek;
    this.justUsed = justUsed(profile.recentTokens());
    this.timesJustUsed = 0;
  }

  Reason of(CatalogEntry entry) {
    int followed = followed(entry.hash());
    if (followed >= USUALLY && 2 * followed >= timesJustUsed) {
      return reason(ReasonCode.USUALLY_NEXT, usuallyAfter(), followed);
    }
    profile.habits().features(entry.hash(), hourOfWeek, features, 0);
    if (features[RankFeatures.IS_HABIT] > 0) {
      return ofHabit();
    }
    double accepted = taste.accepted(entry.categoryHash());
    if (accepted >= 1 && taste.answered(entry.categoryHash()) > 1) {
      return reason(ReasonCode.LIKED_CATEGORY, liked(entry), round(accepted));
    }
    float uses = taste.uses(entry.categoryHash());
    if (uses >= OFTEN && taste.affinity(entry.categoryHash()) >= LIKED_SHARE) {
      return reason(ReasonCode.LIKED_CATEGORY, liked(entry), round(uses));
    }
    return wasUsedLately(entry.hash())
        ? reason(ReasonCode.USED_BEFORE, "You have used it before.", 0)
        : reason(ReasonCode.EXPLORING, "It is new to you, and you may like it.", 0);
  }

  private Reason ofHabit() {
    double total = StrictMath.expm1(features[RankFeatures.LOG_TOTAL]);
    double now = StrictMath.expm1(features[RankFeatures.LOG_DAYPART]);
    if (now >= OFTEN && now >= MOSTLY * total) {
      return reason(ReasonCode.USED_AT_THIS_HOUR, "You often use it " + daypart(), round(now));
    }
    if (total >= OFTEN) {
      return reason(ReasonCode.USED_OFTEN, "You often use it.", round(total));
    }
    return reason(
        ReasonCode.USED_BEFORE, "You have used it before.", total >= SOME ? round(total) : 0);
  }

  private String daypart() {
    return switch (hourOfWeek % 24 / 6) {
      case 0 -> "at night.";
      case 1 -> "in the morning.";
      case 2 -> "in the afternoon.";
      default -> "in the evening.";
    };
  }

  private String usuallyAfter() {
    Optional<CatalogEntry> before = catalog.byHash(justUsed);
    return before.isPresent()
        ? "You usually open it after " + before.get().title() + "."
        : "It usually follows what you just used.";
  }

  private static String liked(CatalogEntry entry) {
    return "You like " + entry.category() + ".";
  }

  /**
   * How often the item was the next app after the one just used; counts how often that one was left
   * for any.
   */
  private int followed(int hash) {
    timesJustUsed = 0;
    if (justUsed == 0 || justUsed == hash) {
      return 0;
    }
    int times = 0;
    int before = 0;
    RecentTokens tokens = profile.recentTokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.type(i) == EventType.APP_OPENED.ordinal()) {
        if (before == justUsed && tokens.item(i) != justUsed) {
          timesJustUsed++;
          times += tokens.item(i) == hash ? 1 : 0;
        }
        before = tokens.item(i);
      }
    }
    return times;
  }

  private static int justUsed(RecentTokens tokens) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (tokens.type(i) == EventType.APP_OPENED.ordinal()) {
        return tokens.item(i);
      }
      if (tokens.gap(i) > LONGEST_GAP_BUCKET) {
        return 0;
      }
    }
    return 0;
  }

  private boolean wasUsedLately(int hash) {
    RecentTokens tokens = profile.recentTokens();
    for (int i = 0; i < tokens.size(); i++) {
      EventType type = EventType.ofOrdinal(tokens.type(i));
      if (tokens.item(i) == hash
          && type != EventType.RECOMMENDATION_SHOWN
          && type != EventType.RECOMMENDATION_DISMISSED) {
        return true;
      }
    }
    return false;
  }

  private static int round(double count) {
    return (int) Math.round(count);
  }

  private static Reason reason(ReasonCode code, String text, int observed) {
    return new Reason(code, text, observed, 0, "");
  }
}
