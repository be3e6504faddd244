package dev.attune.topology.engine;

import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.recommend.Candidates;
import dev.attune.topology.recommend.PublicDefault;
import dev.attune.topology.recommend.RoutineSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets the model go on: assumes that the first app of a list is opened, folds that into a copy of
 * the user's state, asks what comes next, and once more. A step is kept only while the user's own
 * tokens support it. Nothing of a profile is changed. Owns arrays that every call uses again.
 */
final class RoutineMaker {

  private static final int STEPS = 2;
  private static final int ROWS = 64;
  private static final ModelShape SHAPE = ModelShape.STANDARD;
  // How long after the moment before, as a gap bucket: at once, then about a minute.
  private static final int[] GAP = {2, 6};

  private final RankEvidence evidence = new RankEvidence();
  private final int[] item = new int[ROWS];
  private final int[] kind = new int[ROWS];
  private final int[] gap = new int[ROWS];
  private final int[] hourOfWeek = new int[ROWS];
  private final int[] place = new int[ROWS];
  private final float[] state = new float[ROWS * SHAPE.state()];
  private final float[] representation = new float[ROWS * SHAPE.representation()];
  private final int[] candidate = new int[ROWS * Candidates.APPS];
  private final float[] features = new float[ROWS * Candidates.APPS * SHAPE.features()];
  private final float[] score = new float[ROWS * Candidates.APPS];
  private final List<Copy> copies = new ArrayList<>();

  /** What of a profile changes as a walk goes on. */
  private static final class Copy {

    final Habits habits = new Habits();
    final RecentTokens tokens = new RecentTokens();
    final float[] state = new float[SHAPE.state()];

    void of(Profile profile) {
      habits.copyFrom(profile.habits());
      tokens.copyFrom(profile.recentTokens());
      profile.modelState().copyTo(state, 0);
    }
  }

  /** A list whose first item is an app that others are known to follow. */
  private static final class Walk {

    final Step step;
    final Candidates candidates;
    final RecommendedItem first;
    final RoutineSupport support;
    final List<CatalogEntry> way = new ArrayList<>(STEPS + 1);
    @Nullable Copy copy;

    Walk(Step step, Candidates candidates, RecommendedItem first, CatalogEntry app) {
      this.step = step;
      this.candidates = candidates;
      this.first = first;
      this.support = new RoutineSupport(step.profile());
      way.add(app);
    }

    void begin(Copy own) {
      own.of(step.profile());
      copy = own;
    }

    Copy copy() {
      return Objects.requireNonNull(copy, "a walk that has not begun");
    }

    boolean passed(CatalogEntry app) {
      return way.stream().anyMatch(app::isSame);
    }

    CatalogEntry last() {
      return way.get(way.size() - 1);
    }

    /** The opening that is assumed. */
    Token opening() {
      return new Token(
          last().hash(),
          EventType.APP_OPENED,
          GAP[way.size() - 1],
          step.token().hourOfWeek(),
          step.token().place());
    }
  }

  /**
   * Writes routines into lists that were decided.
   *
   * @param lists each with what it was picked from
   */
  void follow(UsageModel model, List<PendingDecision> lists, List<Candidates> candidates) {
    List<Walk> walks = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      start(lists.get(i), candidates.get(i), walks);
    }
    for (int from = 0; from < walks.size(); from += ROWS) {
      List<Walk> together = walks.subList(from, Math.min(walks.size(), from + ROWS));
      begin(together);
      List<Walk> going = together;
      for (int k = 0; k < STEPS && !going.isEmpty(); k++) {
        going = step(model, going);
      }
      for (Walk walk : together) {
        walk.first.setRoutine(
            walk.way.subList(1, walk.way.size()).stream().map(CatalogEntry::id).toList());
      }
    }
  }

  private void begin(List<Walk> walks) {
    while (copies.size() < walks.size()) {
      copies.add(new Copy());
    }
    for (int i = 0; i < walks.size(); i++) {
      walks.get(i).begin(copies.get(i));
    }
  }

  private static void start(PendingDecision list, Candidates candidates, List<Walk> walks) {
    List<RecommendedItem> items =
        list.recommendation().map(decided -> decided.items()).orElse(List.of());
    if (items.isEmpty() || items.get(0).getKind() != ItemKind.APP) {
      return;
    }
    candidates
        .app(items.get(0).getItem())
        .map(app -> new Walk(list.step(), candidates, items.get(0), app))
        .filter(walk -> walk.support.hasNext(candidates, walk.last().hash()))
        .ifPresent(walks::add);
  }

  /** One step of all; those that go on. */
  private List<Walk> step(UsageModel model, List<Walk> walks) {
    for (int row = 0; row < walks.size(); row++) {
      assume(model, walks.get(row), row);
    }
    model.update(walks.size(), item, kind, gap, hourOfWeek, state);
    boolean failed = model.fallback();
    model.readout(
        walks.size(), state, item, hourOfWeek, place, representation, UsageModel.NOT_ASKED);
    failed |= model.fallback();
    model.rank(walks.size(), Candidates.APPS, representation, candidate, features, score);
    if (failed || model.fallback()) {
      // Counts alone tell no routine.
      return List.of();
    }
    List<Walk> going = new ArrayList<>(walks.size());
    for (int row = 0; row < walks.size(); row++) {
      Walk walk = walks.get(row);
      System.arraycopy(state, row * SHAPE.state(), walk.copy().state, 0, SHAPE.state());
      CatalogEntry before = walk.last();
      CatalogEntry next = likeliest(walk, row * Candidates.APPS);
      if (walk.support.follows(before.hash(), next.hash()) && !walk.passed(next)) {
        walk.way.add(next);
        going.add(walk);
      }
    }
    return going;
  }

  private void assume(UsageModel model, Walk walk, int row) {
    Token opening = walk.opening();
    Copy copy = walk.copy();
    int previous = copy.tokens.previousApp(opening);
    copy.habits.observe(opening, walk.step.localDay(), walk.step.now(), previous);
    copy.tokens.add(opening);
    item[row] = model.vocabulary().indexOfHash(opening.itemHash());
    kind[row] = opening.kind();
    gap[row] = opening.gapBucket();
    hourOfWeek[row] = opening.hourOfWeek();
    place[row] = opening.place();
    System.arraycopy(copy.state, 0, state, row * SHAPE.state(), SHAPE.state());
    walk.candidates.indexes(model.vocabulary(), candidate, row * Candidates.APPS);
    evidence.of(
        model.vocabulary(),
        model.neighbors(),
        copy.habits,
        copy.tokens,
        opening.hourOfWeek(),
        opening.place());
    walk.candidates.features(
        evidence,
        candidate,
        row * Candidates.APPS,
        features,
        row * Candidates.APPS * SHAPE.features(),
        SHAPE.features());
  }

  /** The likeliest of the candidates but the app that is open; of equals the first by id. */
  private CatalogEntry likeliest(Walk walk, int offset) {
    CatalogEntry open = walk.last();
    CatalogEntry best = open;
    int bestLogit = Integer.MIN_VALUE;
    List<CatalogEntry> apps = walk.candidates.picked();
    for (int i = 0; i < apps.size(); i++) {
      int logit = PublicDefault.logit(score[offset + i]);
      boolean better =
          logit > bestLogit || logit == bestLogit && apps.get(i).id().compareTo(best.id()) < 0;
      if (apps.get(i) != open && better) {
        best = apps.get(i);
        bestLogit = logit;
      }
    }
    return best;
  }
}
