package dev.attune.device.simulate;

import dev.attune.device.simulate.RandomStream.Purpose;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The place on the phone that shows recommended items, and the user's true reaction to them: apps
 * they are about to use anyway are taken with the probability that they want them now, others by
 * interest and taste; what is shown again and again loses its appeal.
 */
final class RecommendationTray {
  /** Items to show, best first, and the decision they came from. */
  record Offer(DecisionId decision, List<RecommendedItem> items) {}

  /** How the user reacted to the items shown. */
  record Reaction(Optional<RecommendedItem> accepted, Optional<RecommendedItem> dismissed) {}

  /** How likely the user looks at a position and follows it if it is what they want. */
  private static final double[] ATTENTION = {0.85, 0.8, 0.72, 0.65};

  private static final long FRESH_AFTER_SECONDS = 1800;
  private static final long AGAIN_AFTER_SECONDS = 3 * 3600;
  private static final int REMEMBERED = 64;

  private final World world;
  private final Traits traits;
  private final Repertoire repertoire;
  private final RandomStream random;
  private final Map<String, Integer> timesShown =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final double[] take = new double[ATTENTION.length];

  private @Nullable RecommendationList list;
  private @Nullable List<String> offerable;
  private boolean fresh;
  private long shownAt = Long.MIN_VALUE / 2;

  RecommendationTray(World world, Traits traits, Repertoire repertoire) {
    this.world = world;
    this.traits = traits;
    this.repertoire = repertoire;
    this.random = new RandomStream(traits.seed, traits.user, Purpose.REACTIONS);
  }

  void deliver(RecommendationList delivered) {
    list = delivered;
    fresh = true;
  }

  /** What to show at an unlock; empty when there is nothing to show or it was shown lately. */
  Optional<Offer> toShow(long now) {
    long since = now - shownAt;
    if (list == null
        || now >= list.getExpiresAt()
        || since < (fresh ? FRESH_AFTER_SECONDS : AGAIN_AFTER_SECONDS)) {
      return Optional.empty();
    }
    List<RecommendedItem> items = list.getItems();
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Offer(
                list.getDecision(), items.subList(0, Math.min(ATTENTION.length, items.size()))));
  }

  /** Notes that the items were just shown. */
  void shown(List<RecommendedItem> items, long now) {
    fresh = false;
    shownAt = now;
    for (RecommendedItem item : items) {
      timesShown.merge(item.getItem(), 1, Integer::sum);
    }
  }

  /**
   * Draws the reaction and leaves in {@code session} by how much less likely the apps offered and
   * not taken are now.
   *
   * @param probabilities the true distribution of the next app, by slot of the repertoire, before
   *     the items were seen
   */
  Reaction react(
      List<RecommendedItem> items, double[] probabilities, int daypart, Session session) {
    double total = 0;
    for (int i = 0; i < items.size(); i++) {
      take[i] = ATTENTION[i] * wish(items.get(i).getItem(), probabilities, daypart);
      total += take[i];
    }
    double draw = random.uniform() * Math.max(1, total);
    double dismissDraw = random.uniform();
    for (int i = 0; i < items.size(); i++) {
      draw -= take[i];
      if (draw < 0) {
        timesShown.remove(items.get(i).getItem());
        return new Reaction(Optional.of(items.get(i)), Optional.empty());
      }
    }
    Optional<RecommendedItem> dismissed = Optional.empty();
    for (int i = 0; i < items.size(); i++) {
      RecommendedItem item = items.get(i);
      int app = world.index(item.getItem());
      if (app >= 0 && repertoire.slotOf(app) >= 0) {
        session.decline(app, 1 - ATTENTION[i]);
      }
      dismissDraw -= 0.05 * dislike(item.getItem());
      if (dismissDraw < 0 && dismissed.isEmpty()) {
        dismissed = Optional.of(item);
      }
    }
    return new Reaction(Optional.empty(), dismissed);
  }

  /** What is true about items just shown. Changes nothing. */
  OfferTruth truth(
      long now,
      DecisionId decision,
      List<RecommendedItem> items,
      double[] probabilities,
      int daypart) {
    Set<String> onShow = new HashSet<>();
    double taken = 0;
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i).getItem();
      onShow.add(item);
      taken += ATTENTION[i] * wish(item, probabilities, daypart);
    }
    double[] highest = new double[ATTENTION.length];
    for (String item : offerable()) {
      // An item that is not on show would count one more time if it were.
      double wish =
          onShow.contains(item)
              ? wish(item, probabilities, daypart)
              : wish(item, probabilities, daypart, timesShown.getOrDefault(item, 0) + 1);
      insert(highest, wish);
    }
    double best = 0;
    for (int i = 0; i < highest.length; i++) {
      best += ATTENTION[i] * highest[i];
    }
    return new OfferTruth(now, decision, items.size(), Math.min(1, taken), Math.min(1, best));
  }

  /** Keeps the highest values, highest first. */
  private static void insert(double[] highest, double value) {
    double rest = value;
    for (int i = 0; i < highest.length; i++) {
      if (rest > highest[i]) {
        double lower = highest[i];
        highest[i] = rest;
        rest = lower;
      }
    }
  }

  /** What may be offered to the user by the catalog. */
  private List<String> offerable() {
    if (offerable == null) {
      int youngest =
          switch (traits.ageBand) {
            case ADULT -> 18;
            case TEEN -> 13;
            default -> 0;
          };
      offerable =
          world.catalog().items().stream()
              .filter(item -> item.getModeration() == ModerationState.APPROVED)
              .filter(item -> item.getMinimumAge() <= youngest)
              .filter(
                  item ->
                      item.getRegions().isEmpty() || item.getRegions().contains(traits.region.code))
              .map(CatalogItem::getId)
              .toList();
    }
    return offerable;
  }

  /** The probability that the user wants the item now. */
  private double wish(String item, double[] probabilities, int daypart) {
    return wish(item, probabilities, daypart, timesShown.getOrDefault(item, 1));
  }

  private double wish(String item, double[] probabilities, int daypart, int times) {
    int app = world.index(item);
    if (app >= 0) {
      int slot = repertoire.slotOf(app);
      return slot >= 0 ? probabilities[slot] : curiosity(app) * fatigue(times);
    }
    Optional<AppCategory> about = world.catalog().contentCategory(item);
    if (about.isPresent()) {
      return 0.25
          * sigmoid(2 * (traits.interest[about.get().ordinal()] - 1.5) + personalTaste(item))
          * fatigue(times);
    }
    Optional<PhoneSetting> setting = PhoneSetting.byId(item);
    if (setting.isPresent()) {
      return (setting.get().daypart == daypart ? 0.06 : 0.01) * fatigue(times);
    }
    return 0.05 * sigmoid(2 * personalTaste(item)) * fatigue(times);
  }

  private double dislike(String item) {
    int app = world.index(item);
    if (app >= 0) {
      return repertoire.slotOf(app) >= 0 ? 0.2 : 1 - sigmoid(repertoire.appeal(app) - 0.5);
    }
    return world
        .catalog()
        .contentCategory(item)
        .map(
            about ->
                1 - sigmoid(2 * (traits.interest[about.ordinal()] - 1.5) + personalTaste(item)))
        .orElse(0.5);
  }

  /** How much the user would like to try an app they don't have. */
  private double curiosity(int app) {
    return world.obtainable(app, traits.region.code, traits.age)
        ? 0.15 * sigmoid(1.5 * (repertoire.appeal(app) - 0.8))
        : 0;
  }

  private static double fatigue(int times) {
    return 1.0 / (1 << Math.min(10, Math.max(0, times - 1)));
  }

  /**
   * A fixed whim of the user about an item, from -1 to 1. {@link String#hashCode()} is specified,
   * so it is stable.
   */
  private double personalTaste(String item) {
    long hash =
        RandomStream.mix(
            RandomStream.mix(traits.seed ^ traits.user * 0x9E3779B97F4A7C15L) ^ item.hashCode());
    return (hash >>> 11) * 0x1.0p-52 - 1;
  }

  private static double sigmoid(double value) {
    return 1 / (1 + StrictMath.exp(-value));
  }
}
