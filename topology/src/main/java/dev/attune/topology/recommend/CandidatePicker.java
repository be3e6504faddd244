package dev.attune.topology.recommend;

import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.token.EventType;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.topology.catalog.Audience;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Picks what may be in a list: the apps that are habits of the user, those usual at this hour, then
 * apps, content, themes and settings drawn for exploration. What a rule forbids is never picked,
 * whatever a model would say about it.
 *
 * <p>Draws are keyed by user and day of the event, so that a list does not change with every event
 * for no reason. A baseline has no habits and draws the same for everyone.
 */
final class CandidatePicker {

  /** Places among the apps that neither habit nor hour fills. */
  static final int EXPLORED = 4;

  private static final Pseudonym NOBODY = Pseudonym.of(new byte[Pseudonym.BYTES]);
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int CONTENT = 12;
  private static final int THEMES = 4;
  private static final int SETTINGS = 4;

  private final Fatigue fatigue;

  CandidatePicker(Fatigue fatigue) {
    this.fatigue = fatigue;
  }

  /** For this user. */
  Candidates pick(Catalog catalog, Pseudonym user, Profile profile, long now, PublicDefault usual) {
    Draw draw = new Draw(catalog, profile, now);
    draw.habits();
    draw.usual(usual, Candidates.APPS - EXPLORED);
    draw.explore(ItemKind.APP, Candidates.APPS, user);
    draw.rest(user);
    return draw.done();
  }

  /** For anyone; the profile says only what must not be offered. */
  Candidates baseline(Catalog catalog, Profile profile, long now, PublicDefault usual) {
    Draw draw = new Draw(catalog, profile, now);
    draw.usual(usual, Candidates.APPS);
    draw.explore(ItemKind.APP, Candidates.APPS, NOBODY);
    draw.rest(NOBODY);
    return draw.done();
  }

  /** Picking for one list. */
  private final class Draw {

    private final Catalog catalog;
    private final Audience audience;
    private final Profile profile;
    private final long now;
    private final boolean restsAll;
    private final RestingCategories resting;
    private final Candidates picked;
    private final int[] taken;
    private final List<CatalogEntry> looked = new ArrayList<>(2 * Candidates.APPS);

    Draw(Catalog catalog, Profile profile, long now) {
      this.catalog = catalog;
      this.audience = catalog.audience(profile.consent());
      this.profile = profile;
      this.now = now;
      this.restsAll = profile.dismissals().isFull(now - fatigue.item().toSeconds());
      this.resting = RestingCategories.of(catalog, profile.dismissals(), fatigue, now);
      this.picked = new Candidates(catalog.size());
      picked.removed().add(Rule.MODERATION, audience.notApproved());
      picked.removed().add(Rule.REGION, audience.notInRegion());
      picked.removed().add(Rule.AGE, audience.notForAge());
      this.taken = takenLately(profile.recentTokens());
    }

    void habits() {
      Habits habits = profile.habits();
      for (int i = 0; i < habits.size(); i++) {
        Optional<CatalogEntry> entry = catalog.byHash(habits.item(i));
        if (entry.isPresent()
            && entry.get().kind() == ItemKind.APP
            && audience.allows(entry.get())) {
          consider(entry.get(), picked.apps());
        }
      }
    }

    void usual(PublicDefault usual, int most) {
      for (CatalogEntry entry : usual.apps()) {
        if (picked.apps().size() >= most) {
          return;
        }
        if (audience.allows(entry) && !isLooked(entry)) {
          consider(entry, picked.apps());
        }
      }
    }

    void rest(Pseudonym user) {
      explore(ItemKind.CONTENT, picked.others().size() + CONTENT, user);
      explore(ItemKind.THEME, picked.others().size() + THEMES, user);
      explore(ItemKind.SETTING, picked.others().size() + SETTINGS, user);
    }

    void explore(ItemKind kind, int full, Pseudonym user) {
      List<CatalogEntry> into = kind == ItemKind.APP ? picked.apps() : picked.others();
      List<CatalogEntry> allowed = audience.allowed(kind);
      long key = KeyedNumbers.key(user, Math.floorDiv(now, SECONDS_PER_DAY), kind.ordinal());
      KeyedWalk walk = new KeyedWalk(key, allowed.size());
      for (int i = 0; i < allowed.size() && into.size() < full; i++) {
        CatalogEntry entry = allowed.get(walk.next());
        if (kind != ItemKind.APP || !isLooked(entry)) {
          consider(entry, into);
        }
      }
    }

    Candidates done() {
      int allowed =
          catalog.size() - audience.notApproved() - audience.notInRegion() - audience.notForAge();
      picked.removed().add(Rule.NOT_DRAWN, allowed - looked.size());
      return picked;
    }

    private boolean isLooked(CatalogEntry entry) {
      for (CatalogEntry other : looked) {
        if (other == entry) {
          return true;
        }
      }
      return false;
    }

    private void consider(CatalogEntry entry, List<CatalogEntry> into) {
      looked.add(entry);
      if (!entry.isAvailable(now)) {
        picked.removed().add(Rule.AVAILABILITY, 1);
      } else if (restsAll
          || profile.dismissals().contains(entry.hash(), now - fatigue.item().toSeconds())) {
        picked.removed().add(Rule.FATIGUE, 1);
      } else if (resting.contains(entry)) {
        picked.removed().add(Rule.CATEGORY_FATIGUE, 1);
      } else if (entry.kind() != ItemKind.APP && wasTaken(entry)) {
        picked.removed().add(Rule.ALREADY_TAKEN, 1);
      } else {
        into.add(entry);
      }
    }

    private boolean wasTaken(CatalogEntry entry) {
      for (int hash : taken) {
        if (hash == entry.hash()) {
          return true;
        }
      }
      return false;
    }
  }

  /** The hashes of what the user looked at or took lately. */
  private static int[] takenLately(RecentTokens tokens) {
    int[] hashes = new int[tokens.size()];
    int count = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (isTaking(EventType.ofOrdinal(tokens.type(i)))) {
        hashes[count++] = tokens.item(i);
      }
    }
    return Arrays.copyOf(hashes, count);
  }

  private static boolean isTaking(EventType type) {
    return type == EventType.CONTENT_SEEN
        || type == EventType.SETTING_CHANGED
        || type == EventType.RECOMMENDATION_ACCEPTED;
  }
}
