package dev.attune.deploy.training;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Offers one user random items: some they use, some they don't. Without any policy of a model in
 * it, what follows an offer teaches how people react and not what an earlier model believed.
 */
final class RandomOffers {

  private static final int ITEMS = 4;
  private static final long PAUSE_SECONDS = 4 * 3600;
  private static final long VALID_SECONDS = 6 * 3600;

  private final List<CatalogItem> catalog;
  private final String region;
  private final Random random;
  private final Map<String, ItemKind> kinds = new HashMap<>();
  private final List<String> used = new ArrayList<>();
  private long offeredAt = Long.MIN_VALUE / 2;
  private long offers;

  /** For one user; equal seeds give equal offers. */
  RandomOffers(List<CatalogItem> catalog, String region, long seed) {
    this.catalog = catalog;
    this.region = region;
    this.random = new Random(seed);
    catalog.forEach(item -> kinds.put(item.getId(), item.getKind()));
  }

  /** The user opened an app; apps used often are offered often. */
  void opened(String app) {
    used.add(app);
  }

  /** Another list, if the last one is long enough ago. */
  Optional<RecommendationList> next(long now) {
    if (now - offeredAt < PAUSE_SECONDS) {
      return Optional.empty();
    }
    offeredAt = now;
    List<RecommendedItem> items = new ArrayList<>();
    Set<String> chosen = new HashSet<>();
    while (items.size() < ITEMS) {
      boolean known = !used.isEmpty() && random.nextBoolean();
      String item = known ? used.get(random.nextInt(used.size())) : anyAllowed();
      // A user of few apps may draw the same one again; then something else takes the place.
      if (chosen.add(item)) {
        items.add(offer(item, ITEMS - items.size()));
      }
    }
    ByteBuffer id = ByteBuffer.allocate(16).putLong(now).putLong(offers++);
    return Optional.of(
        new RecommendationList(
            new DecisionId(id.array()),
            now,
            now + VALID_SECONDS,
            "random",
            items,
            Origin.GENERATED,
            Arm.UNKNOWN));
  }

  private RecommendedItem offer(String item, int score) {
    Reason reason = new Reason(ReasonCode.EXPLORING, "Something to try", 0, 0, "");
    return new RecommendedItem(
        item, kinds.getOrDefault(item, ItemKind.APP), score, reason, List.of());
  }

  private String anyAllowed() {
    while (true) {
      CatalogItem item = catalog.get(random.nextInt(catalog.size()));
      boolean here = item.getRegions().isEmpty() || item.getRegions().contains(region);
      if (here && item.getModeration() == ModerationState.APPROVED && item.getMinimumAge() == 0) {
        return item.getId();
      }
    }
  }
}
