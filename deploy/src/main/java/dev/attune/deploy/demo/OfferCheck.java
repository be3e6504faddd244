package dev.attune.deploy.demo;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at what was offered with the eyes of an outsider: only the catalog and the user's consent
 * count, nothing that the pipeline says of itself. Immutable.
 */
final class OfferCheck {
  private final Map<String, CatalogItem> catalog;

  OfferCheck(List<CatalogItem> items) {
    Map<String, CatalogItem> byId = new HashMap<>();
    items.forEach(item -> byId.put(item.getId(), item));
    this.catalog = Map.copyOf(byId);
  }

  /**
   * What is wrong with a list for a user, one sentence for each item that must not be in it; empty
   * when all is right.
   */
  List<String> problems(RecommendationList list, ConsentChanged consent) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (RecommendedItem offered : list.getItems()) {
      String id = offered.getItem();
      CatalogItem item = catalog.get(id);
      if (item == null) {
        problems.add(id + " is not in the catalog");
      } else if (!seen.add(id)) {
        problems.add(id + " is offered twice");
      } else if (item.getModeration() != ModerationState.APPROVED) {
        problems.add(id + " is not approved");
      } else if (!item.getRegions().isEmpty() && !item.getRegions().contains(consent.getRegion())) {
        problems.add(id + " is not for the region " + consent.getRegion());
      } else if (item.getMinimumAge() > youngest(consent.getAgeBand())) {
        problems.add(id + " is not for the age band " + consent.getAgeBand());
      } else if (!available(item, list.getDecidedAt())) {
        problems.add(id + " was not available then");
      } else if (item.getKind() != offered.getKind()) {
        problems.add(id + " is no " + offered.getKind());
      }
    }
    return problems;
  }

  /** The name a person sees. */
  String title(String id) {
    CatalogItem item = catalog.get(id);
    return item == null ? id : item.getTitle();
  }

  private static boolean available(CatalogItem item, long seconds) {
    Long from = item.getAvailableFrom();
    Long until = item.getAvailableUntil();
    return (from == null || seconds >= from) && (until == null || seconds < until);
  }

  /** The youngest that someone of the band can be, in years. */
  private static int youngest(AgeBand band) {
    return switch (band) {
      case ADULT -> 18;
      case TEEN -> 13;
      case CHILD, UNKNOWN -> 0;
    };
  }
}
