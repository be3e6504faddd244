package dev.attune.topology.engine;

import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.topology.catalog.Audience;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.recommend.PublicDefault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks releases what they expect of someone they know nothing about: a new state, no habits. The
 * answers are functions of release, catalog, audience and hour of the week alone; they are kept
 * until the catalog changes.
 */
final class PublicDefaults {

  /** How many of the most likely apps are kept. */
  static final int APPS = 64;

  private static final int HOURS_OF_WEEK = 168;
  private static final int RELEASES = 4;
  private static final ModelShape SHAPE = ModelShape.STANDARD;
  private static final int[] NO_ITEM = {Vocabulary.NONE};
  private static final int[] NO_PLACE = {PlaceClass.UNKNOWN.ordinal()};

  private record Likely(CatalogEntry entry, int logit) {

    static final Comparator<Likely> BEST_FIRST =
        Comparator.comparingInt(Likely::logit)
            .reversed()
            .thenComparing(likely -> likely.entry().id());
  }

  private final Map<String, Map<Audience, @Nullable PublicDefault[]>> known = new HashMap<>();
  private final RankEvidence evidence = new RankEvidence();
  private final float[] state = new float[SHAPE.state()];
  private final float[] representation = new float[SHAPE.representation()];
  private final int[] candidate = new int[UsageModel.MAX_CANDIDATES];
  private final float[] features = new float[UsageModel.MAX_CANDIDATES * SHAPE.features()];
  private final float[] score = new float[UsageModel.MAX_CANDIDATES];
  private @Nullable Catalog catalog;

  /**
   * What the model expects of anyone of the audience in the hour; none if the release can't say.
   */
  PublicDefault of(UsageModel model, Catalog current, Audience audience, int hourOfWeek) {
    if (current != catalog || known.size() > RELEASES) {
      known.clear();
      catalog = current;
    }
    @Nullable PublicDefault[] hours =
        known
            .computeIfAbsent(model.release(), release -> new IdentityHashMap<>())
            .computeIfAbsent(audience, any -> new PublicDefault[HOURS_OF_WEEK]);
    PublicDefault answer = hours[hourOfWeek];
    if (answer == null) {
      answer = ask(model, audience, hourOfWeek);
      if (answer != PublicDefault.NONE) {
        hours[hourOfWeek] = answer;
      }
    }
    return answer;
  }

  private PublicDefault ask(UsageModel model, Audience audience, int hourOfWeek) {
    Arrays.fill(state, 0f);
    evidence.of(
        model.vocabulary(),
        model.neighbors(),
        new Habits(),
        new RecentTokens(),
        hourOfWeek,
        NO_PLACE[0]);
    model.readout(
        1, state, NO_ITEM, new int[] {hourOfWeek}, NO_PLACE, representation, UsageModel.NOT_ASKED);
    if (model.fallback()) {
      return PublicDefault.NONE;
    }
    List<CatalogEntry> apps = new ArrayList<>();
    for (CatalogEntry entry : audience.allowed(ItemKind.APP)) {
      if (model.vocabulary().indexOfHash(entry.hash()) >= Vocabulary.FIRST_KNOWN) {
        apps.add(entry);
      }
    }
    // Scores compare within a row only: so winners of parts meet again in the next round.
    while (apps.size() > UsageModel.MAX_CANDIDATES) {
      List<CatalogEntry> winners = new ArrayList<>();
      for (int from = 0; from < apps.size(); from += UsageModel.MAX_CANDIDATES) {
        int to = Math.min(apps.size(), from + UsageModel.MAX_CANDIDATES);
        for (Likely likely : best(model, apps.subList(from, to))) {
          winners.add(likely.entry());
        }
      }
      apps = winners;
    }
    List<Likely> best = best(model, apps);
    return best.isEmpty()
        ? PublicDefault.NONE
        : new PublicDefault(
            model.release(),
            best.stream().map(Likely::entry).toList(),
            best.stream().map(Likely::logit).toList());
  }

  /** The best of at most one row of apps; none if the model could not rank them. */
  private List<Likely> best(UsageModel model, List<CatalogEntry> apps) {
    for (int i = 0; i < apps.size(); i++) {
      candidate[i] = model.vocabulary().indexOfHash(apps.get(i).hash());
    }
    for (int i = 0; i < apps.size(); i++) {
      evidence.features(apps.get(i).hash(), candidate[i], features, i * SHAPE.features());
    }
    model.rank(1, apps.size(), representation, candidate, features, score);
    if (model.fallback()) {
      return List.of();
    }
    List<Likely> likely = new ArrayList<>(apps.size());
    for (int i = 0; i < apps.size(); i++) {
      likely.add(new Likely(apps.get(i), PublicDefault.logit(score[i])));
    }
    likely.sort(Likely.BEST_FIRST);
    return likely.subList(0, Math.min(APPS, likely.size()));
  }
}
