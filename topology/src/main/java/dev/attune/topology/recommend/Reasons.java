package dev.attune.topology.recommend;

import dev.attune.models.habit.Habits;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Profile;
import java.util.Optional;

/**
 * Why an item is offered to a user. A template is used only when the evidence it speaks of is in
 * the profile or, where it says so, in what the release was trained on.
 */
final class Reasons {

  private static final float OFTEN = 3;
  private static final float MOSTLY = 0.4f;
  private static final float SOME = 0.5f;
  private static final int USUALLY = 2;
  private static final float LIKED_SHARE = 0.1f;
  // With fewer habits, what a user gets comes from the release rather than from themselves.
  private static final int STRANGER_BELOW = 4;
  private static final int COMMON = 16;

  private final Catalog catalog;
  private final Profile profile;
  private final CategoryTaste taste;
  private final CategoryBandit bandit;
  private final Evidence evidence;
  private final PublicDefault usual;
  private final SimilarUse similar;
  private final int hourOfWeek;

  Reasons(
      Catalog catalog,
      Profile profile,
      CategoryTaste taste,
      CategoryBandit bandit,
      Evidence evidence,
      PublicDefault usual,
      SimilarUse similar,
      int hourOfWeek) {
    this.catalog = catalog;
    this.profile = profile;
    this.taste = taste;
    this.bandit = bandit;
    this.evidence = evidence;
    this.usual = usual;
    this.similar = similar;
    this.hourOfWeek = hourOfWeek;
  }

  Reason of(CatalogEntry entry) {
    int left = evidence.timesLeft(evidence.justUsed());
    int followed = evidence.timesFollowed(evidence.justUsed(), entry.hash());
    if (followed >= USUALLY && 2 * followed >= left) {
      return usuallyNext(followed, left);
    }
    int rank = profile.habits().rankOf(entry.hash());
    if (rank >= 0) {
      return ofHabit(profile.habits(), rank);
    }
    if (bandit.isLiked(entry.categoryHash())) {
      double accepted = bandit.accepted(entry.categoryHash());
      String text = "You took offers of " + entry.category() + " before.";
      return reason(ReasonCode.LIKED_CATEGORY, text, round(accepted));
    }
    float uses = taste.uses(entry.categoryHash());
    if (uses >= OFTEN && taste.affinity(entry.categoryHash()) >= LIKED_SHARE) {
      String text = "You often use " + entry.category() + ".";
      return reason(ReasonCode.LIKED_CATEGORY, text, round(uses));
    }
    if (evidence.isUsed(entry.hash())) {
      return reason(ReasonCode.USED_BEFORE, "You have used it before.", 0);
    }
    Optional<CatalogEntry> like = similar.of(catalog, profile.habits(), entry, OFTEN);
    if (like.isPresent()) {
      return similarUse(like.get());
    }
    return profile.habits().size() < STRANGER_BELOW
        ? common(entry, usual).orElseGet(Reasons::exploring)
        : exploring();
  }

  private static Reason similarUse(CatalogEntry like) {
    return new Reason(
        ReasonCode.SIMILAR_USE,
        "It is used much like " + like.title() + ", in the data the model was trained on.",
        0,
        0,
        like.id());
  }

  /** Why an item is offered to anyone. */
  static Reason ofBaseline(CatalogEntry entry, PublicDefault usual) {
    return common(entry, usual)
        .orElseGet(
            () ->
                reason(
                    ReasonCode.NOT_PERSONAL, "It was picked without looking at what you do.", 0));
  }

  private static Optional<Reason> common(CatalogEntry entry, PublicDefault usual) {
    int rank = entry.kind() == ItemKind.APP ? usual.rank(entry) : 0;
    return rank == 0 || rank > COMMON
        ? Optional.empty()
        : Optional.of(
            reason(
                ReasonCode.COMMON_AT_THIS_HOUR,
                "It is often used at this hour, in the data the model was trained on.",
                0));
  }

  private static Reason exploring() {
    return reason(ReasonCode.EXPLORING, "It is new to you, and you may like it.", 0);
  }

  private Reason ofHabit(Habits habits, int rank) {
    double total = habits.uses(rank);
    double now = habits.usesAround(rank, hourOfWeek);
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

  private Reason usuallyNext(int followed, int left) {
    Optional<CatalogEntry> before = catalog.byHash(evidence.justUsed());
    String what = before.map(CatalogEntry::title).orElse("what you just used");
    return new Reason(
        ReasonCode.USUALLY_NEXT,
        "You opened it after " + what + " " + followed + " of the last " + left + " times.",
        followed,
        left,
        before.map(CatalogEntry::id).orElse(""));
  }

  private static Reason reason(ReasonCode code, String text, int observed) {
    return new Reason(code, text, observed, 0, "");
  }

  private static int round(double count) {
    return (int) Math.round(count);
  }
}
