package dev.attune.topology.recommend;

import dev.attune.models.habit.Habits;
import dev.attune.models.token.EventType;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.topology.catalog.Audience;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.RecentTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Picks what may be in a list: the apps that are habits of the user, then apps, content, themes and
 * settings drawn for exploration. What a rule forbids is never picked, whatever a model would say
 * about it.
 *
 * <p>Draws are keyed by user and day of the event, so that a list does not change with every event
 * for no reason.
 */
final class CandidatePicker {

  private static final long SECONDS_PER_DAY = 86_400;
  private static final int CONTENT = 12;
  private static final int THEMES = 4;
  private static final int SETTINGS = 4;

  private final long fatigueSeconds;

  CandidatePicker(long fatigueSeconds) {
    this.fatigueSeconds = fatigueSeconds;
  }

  Candidates pick(Catalog catalog, Pseudonym user, Profile profile, long now) {
    Audience audience =
        catalog.audience(
            profile.consent().map(Consent::region).orElse(""),
            profile.consent().map(Consent::ageBand).orElse(AgeBand.UNKNOWN));
    Draw draw = new Draw(catalog, audience, profile, now);
    draw.habits();
    draw.explore(ItemKind.APP, Candidates.APPS, draw.picked.apps(), user);
    draw.explore(ItemKind.CONTENT, CONTENT, draw.picked.others(), user);
    draw.explore(ItemKind.THEME, THEMES, draw.picked.others(), user);
    draw.explore(ItemKind.SETTING, SETTINGS, draw.picked.others(), user);
    return draw.done();
  }

  /** Picking for one list. */
  private final class Draw {

    private final Catalog catalog;
    private final Audience audience;
    private final Profile profile;
    private final long now;
    private final boolean restsAll;
    private final Candidates picked;
    private final CatalogEntry[] habits;
    private final int[] taken;
    private int looked;

    Draw(Catalog catalog, Audience audience, Profile profile, long now) {
      this.catalog = catalog;
      this.audience = audience;
      this.profile = profile;
      this.now = now;
      this.restsAll = profile.dismissals().isFull(now - fatigueSeconds);
      this.picked = new Candidates(catalog.size());
      picked.removed().add(Rule.MODERATION, audience.notApproved());
      picked.removed().add(Rule.REGION, audience.notInRegion());
      picked.removed().add(Rule.AGE, audience.notForAge());
      this.habits = habitApps(catalog, audience, profile.habits());
      this.taken = takenLately(profile.recentTokens());
    }

    void habits() {
      for (CatalogEntry habit : habits) {
        consider(habit, picked.apps());
      }
    }

    void explore(ItemKind kind, int most, List<CatalogEntry> into, Pseudonym user) {
      List<CatalogEntry> allowed = audience.allowed(kind);
      long key = KeyedWalk.key(user, Math.floorDiv(now, SECONDS_PER_DAY), kind.ordinal());
      KeyedWalk walk = new KeyedWalk(key, allowed.size());
      int full = kind == ItemKind.APP ? most : into.size() + most;
      for (int i = 0; i < allowed.size() && into.size() < full; i++) {
        CatalogEntry entry = allowed.get(walk.next());
        if (!isHabit(entry)) {
          consider(entry, into);
        }
      }
    }

    Candidates done() {
      int allowed =
          catalog.size() - audience.notApproved() - audience.notInRegion() - audience.notForAge();
      picked.removed().add(Rule.NOT_DRAWN, allowed - looked);
      return picked;
    }

    /** Whether {@link #habits()} considers the item. */
    private boolean isHabit(CatalogEntry entry) {
      for (CatalogEntry habit : habits) {
        if (habit == entry) {
          return true;
        }
      }
      return false;
    }

    private void consider(CatalogEntry entry, List<CatalogEntry> into) {
      looked++;
      if (!entry.isAvailable(now)) {
        picked.removed().add(Rule.AVAILABILITY, 1);
      } else if (restsAll || profile.dismissals().contains(entry.hash(), now - fatigueSeconds)) {
        picked.removed().add(Rule.FATIGUE, 1);
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

  /** The apps among the habits that may be offered. */
  private static CatalogEntry[] habitApps(Catalog catalog, Audience audience, Habits habits) {
    List<CatalogEntry> apps = new ArrayList<>(habits.size());
    for (int i = 0; i < habits.size(); i++) {
      Optional<CatalogEntry> entry = catalog.byHash(habits.item(i));
      if (entry.isPresent() && entry.get().kind() == ItemKind.APP && audience.allows(entry.get())) {
        apps.add(entry.get());
      }
    }
    return apps.toArray(CatalogEntry[]::new);
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
