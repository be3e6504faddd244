package dev.attune.evaluate.loop;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.SettingChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what one user is offered, as an outsider does: by the catalog, the user's consent and
 * what the user did before.
 */
final class OfferWatch {

  private final Map<String, CatalogItem> catalog;
  private final ConsentChanged consent;
  private final long fatigueSeconds;
  private final Diary diary;
  private final Set<String> used = new HashSet<>();
  private final Map<String, Long> dismissedAt = new HashMap<>();
  private @Nullable DecisionId seen;
  private long seenAt;
  private List<String> before = List.of();
  private List<String> now = List.of();

  OfferWatch(
      Map<String, CatalogItem> catalog, ConsentChanged consent, long fatigueSeconds, Diary diary) {
    this.catalog = catalog;
    this.consent = consent;
    this.fatigueSeconds = fatigueSeconds;
    this.diary = diary;
  }

  /** A list reaches the phone. */
  void delivered(int day, RecommendationList list) {
    diary.add(day, Measure.DELIVERED_LISTS, 1);
    Set<String> ids = new HashSet<>();
    for (RecommendedItem item : list.getItems()) {
      diary.offered(day, item.getItem());
      if (!ids.add(item.getItem()) || !isAllowed(item)) {
        diary.add(day, Measure.INVALID, 1);
      }
      countIfTooEarly(day, item.getItem(), list.getDecidedAt());
    }
  }

  /** Something happens on the phone. */
  void happened(int day, long at, Object payload) {
    if (payload instanceof RecommendationShown shown) {
      shown(day, at, shown);
    } else if (payload instanceof RecommendationAccepted accepted) {
      diary.add(day, Measure.TAKEN, 1);
      dismissedAt.remove(accepted.getItem());
      used.add(accepted.getItem());
    } else if (payload instanceof RecommendationDismissed dismissed) {
      diary.add(day, Measure.DISMISSED, 1);
      dismissedAt.put(dismissed.getItem(), at);
    } else if (payload instanceof AppOpened opened) {
      used.add(opened.getApp());
    } else if (payload instanceof ContentSeen content) {
      used.add(content.getContent());
    } else if (payload instanceof SettingChanged setting) {
      used.add(setting.getSetting());
    }
  }

  /** The items of a list are shown one by one, all at the same time. */
  private void shown(int day, long at, RecommendationShown shown) {
    if (!shown.getDecision().equals(seen) || at != seenAt) {
      seen = shown.getDecision();
      seenAt = at;
      before = now;
      now = new ArrayList<>();
      diary.add(day, Measure.LISTS, 1);
    }
    String id = shown.getItem();
    diary.shown(day, id);
    diary.add(day, Measure.ITEMS, 1);
    if (!used.contains(id)) {
      diary.add(day, Measure.NEW, 1);
    }
    if (before.contains(id)) {
      diary.add(day, Measure.REPEATED, 1);
    }
    for (String other : now) {
      diary.add(day, Measure.PAIRS, 1);
      if (!category(id).equals(category(other))) {
        diary.add(day, Measure.DIVERSE_PAIRS, 1);
      }
    }
    now.add(id);
    countIfTooEarly(day, id, at);
  }

  private void countIfTooEarly(int day, String item, long at) {
    Long dismissed = dismissedAt.get(item);
    if (dismissed != null && at - dismissed < fatigueSeconds) {
      diary.add(day, Measure.DISMISSED_BACK, 1);
    }
  }

  private boolean isAllowed(RecommendedItem offered) {
    CatalogItem item = catalog.get(offered.getItem());
    return item != null && item.getKind() == offered.getKind() && isFor(item, consent);
  }

  /** Whether an item may be offered to someone who said this. */
  static boolean isFor(CatalogItem item, ConsentChanged consent) {
    return item.getModeration() == ModerationState.APPROVED
        && (item.getRegions().isEmpty() || item.getRegions().contains(consent.getRegion()))
        && item.getMinimumAge() <= youngest(consent.getAgeBand());
  }

  /** The youngest that someone of the band can be, in years. */
  private static int youngest(AgeBand band) {
    return switch (band) {
      case ADULT -> 18;
      case TEEN -> 13;
      case CHILD, UNKNOWN -> 0;
    };
  }

  private String category(String item) {
    CatalogItem known = catalog.get(item);
    return known == null ? "" : known.getCategory();
  }
}
