package dev.attune.topology.engine;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.decision.Arm;
import dev.attune.topology.catalog.Audience;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.notify.NotificationPlanner;
import dev.attune.topology.notify.SettingsPlan;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.ModelState;
import dev.attune.topology.recommend.Candidates;
import dev.attune.topology.recommend.PublicDefault;
import dev.attune.topology.recommend.Recommendation;
import dev.attune.topology.recommend.Recommender;
import dev.attune.topology.recommend.SimilarUse;
import dev.attune.topology.release.Ranking;
import dev.attune.topology.release.RankingWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Asks the model what it makes of users and of candidates, many at a time, and lets {@link
 * Recommender} and {@link NotificationPlanner} decide. Changes no profile. Owns arrays that every
 * call uses again.
 */
final class DecisionMaker {

  private static final ModelShape SHAPE = ModelShape.STANDARD;

  private final Recommender recommender;
  private final NotificationPlanner planner;
  private final ControlShare control;
  private final RankingWatch watch;
  private final PublicDefaults publicDefaults = new PublicDefaults();
  private final RoutineMaker routines = new RoutineMaker();
  private final RankEvidence evidence = new RankEvidence();
  private final int[] lastItem = new int[UsageModel.MAX_ROWS];
  private final int[] hourOfWeek = new int[UsageModel.MAX_ROWS];
  private final int[] place = new int[UsageModel.MAX_ROWS];
  private final float[] state = new float[UsageModel.MAX_ROWS * ModelState.SIZE];
  private final float[] representation = new float[UsageModel.MAX_ROWS * SHAPE.representation()];
  private final float[] engagement = new float[UsageModel.MAX_ROWS * SHAPE.engagement()];
  private final int[] candidate = new int[UsageModel.MAX_ROWS * Candidates.APPS];
  private final float[] features =
      new float[UsageModel.MAX_ROWS * Candidates.APPS * SHAPE.features()];
  private final float[] score = new float[UsageModel.MAX_ROWS * Candidates.APPS];
  private final float[] countScore = new float[UsageModel.MAX_ROWS * Candidates.APPS];

  DecisionMaker(
      Recommender recommender,
      NotificationPlanner planner,
      ControlShare control,
      RankingWatch watch) {
    this.watch = watch;
    this.recommender = recommender;
    this.planner = planner;
    this.control = control;
  }

  /**
   * Decides what is due. A decision that fails says so itself and leaves the others alone.
   *
   * @param model of all of these users
   * @param due at most {@link UsageModel#MAX_ROWS}, of different users
   */
  void decide(UsageModel model, Catalog catalog, List<PendingDecision> due) {
    try {
      answer(model, catalog, due);
    } catch (RuntimeException together) {
      // What fails for all may still work for most: the answers for a row do not depend on the
      // others.
      for (PendingDecision alone : due) {
        try {
          answer(model, catalog, List.of(alone));
        } catch (RuntimeException e) {
          alone.failed(e);
        }
      }
    }
  }

  private void answer(UsageModel model, Catalog catalog, List<PendingDecision> due) {
    for (PendingDecision pending : due) {
      pending.of(control.of(pending.step().cause().user()));
    }
    boolean planFellBack = readout(model, asking(due, PendingDecision::settingsDue), engagement);
    String release = release(model, planFellBack);
    int planned = 0;
    for (PendingDecision pending : due) {
      if (pending.settingsDue()) {
        pending.plan(plan(pending, planned), release);
        planned += pending.arm() == Arm.CONTROL ? 0 : 1;
      }
    }
    recommend(model, catalog, due);
  }

  /** Those of whom something is due and who are not in the control arm: no model speaks there. */
  private static List<PendingDecision> asking(
      List<PendingDecision> due, Predicate<PendingDecision> what) {
    List<PendingDecision> asking = new ArrayList<>(due.size());
    for (PendingDecision pending : due) {
      if (what.test(pending) && pending.arm() != Arm.CONTROL) {
        asking.add(pending);
      }
    }
    return asking;
  }

  private SettingsPlan plan(PendingDecision pending, int row) {
    Step step = pending.step();
    return pending.arm() == Arm.CONTROL
        ? planner.baseline(step.profile(), step.now())
        : planner.plan(step.profile(), engagement, row * SHAPE.engagement(), step.now());
  }

  /**
   * Asks what states say.
   *
   * @param out {@link #engagement} or {@link #representation}, of which a row each is written
   * @return whether the model could not answer, and counts did
   */
  private boolean readout(UsageModel model, List<PendingDecision> asking, float[] out) {
    if (asking.isEmpty()) {
      return false;
    }
    for (int row = 0; row < asking.size(); row++) {
      Step step = asking.get(row).step();
      lastItem[row] = model.vocabulary().indexOfHash(step.token().itemHash());
      hourOfWeek[row] = step.token().hourOfWeek();
      place[row] = step.token().place();
      step.profile().modelState().copyTo(state, row * ModelState.SIZE);
    }
    model.readout(
        asking.size(),
        state,
        lastItem,
        hourOfWeek,
        place,
        out == representation ? representation : UsageModel.NOT_ASKED,
        out == engagement ? engagement : UsageModel.NOT_ASKED);
    return model.fallback();
  }

  private void recommend(UsageModel model, Catalog catalog, List<PendingDecision> due) {
    boolean readoutFellBack = readout(model, asking(due, PendingDecision::listDue), representation);
    List<Asked> asked = new ArrayList<>(due.size());
    for (PendingDecision pending : due) {
      if (pending.listDue()) {
        PublicDefault usual = usual(model, catalog, pending.step());
        if (pending.arm() == Arm.CONTROL) {
          offerUsual(catalog, pending, usual);
        } else {
          asked.add(ask(model, catalog, pending, usual, asked.size()));
        }
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    model.rank(asked.size(), Candidates.APPS, representation, candidate, features, score);
    boolean fellBack = readoutFellBack || model.fallback();
    String release = release(model, fellBack);
    if (!fellBack && watch != RankingWatch.NONE) {
      watch(model, asked);
    }
    SimilarUse similar = new SimilarUse(model.vocabulary(), model.neighbors());
    for (int row = 0; row < asked.size(); row++) {
      Asked one = asked.get(row);
      Step step = one.pending().step();
      Recommendation decided =
          recommender.decide(
              catalog,
              step.cause().user(),
              step.profile(),
              one.candidates(),
              one.usual(),
              similar,
              step.token().hourOfWeek(),
              step.now(),
              score,
              row * Candidates.APPS);
      one.pending().recommend(decided, release);
    }
    if (!fellBack) {
      routines.follow(
          model,
          asked.stream().map(Asked::pending).toList(),
          asked.stream().map(Asked::candidates).toList());
    }
  }

  /** Shows what the model ranks first, next to what counts alone would. */
  private void watch(UsageModel model, List<Asked> asked) {
    new StatisticalUsageModel(model.vocabulary())
        .rank(asked.size(), Candidates.APPS, representation, candidate, features, countScore);
    for (int row = 0; row < asked.size(); row++) {
      Step step = asked.get(row).pending().step();
      int[] apps = asked.get(row).candidates().appHashes();
      watch.ranked(
          step.cause().user(),
          step.profile().consent().map(Consent::region).orElse(""),
          model.release(),
          Ranking.of(apps, score, countScore, row * Candidates.APPS));
    }
  }

  /** A list that the model is asked about. */
  private record Asked(PendingDecision pending, Candidates candidates, PublicDefault usual) {}

  private Asked ask(
      UsageModel model, Catalog catalog, PendingDecision pending, PublicDefault usual, int row) {
    Step step = pending.step();
    Candidates candidates =
        recommender.candidates(catalog, step.cause().user(), step.profile(), step.now(), usual);
    candidates.indexes(model.vocabulary(), candidate, row * Candidates.APPS);
    evidence.of(
        model.vocabulary(),
        model.neighbors(),
        step.profile().habits(),
        step.profile().recentTokens(),
        step.token().hourOfWeek(),
        step.token().place());
    candidates.features(
        evidence,
        candidate,
        row * Candidates.APPS,
        features,
        row * Candidates.APPS * SHAPE.features(),
        SHAPE.features());
    return new Asked(pending, candidates, usual);
  }

  private PublicDefault usual(UsageModel model, Catalog catalog, Step step) {
    Audience audience = catalog.audience(step.profile().consent());
    return publicDefaults.of(model, catalog, audience, step.token().hourOfWeek());
  }

  private void offerUsual(Catalog catalog, PendingDecision pending, PublicDefault usual) {
    Step step = pending.step();
    String release = usual == PublicDefault.NONE ? StatisticalUsageModel.RELEASE : usual.release();
    pending.recommend(recommender.baseline(catalog, step.profile(), step.now(), usual), release);
  }

  private static String release(UsageModel model, boolean fallback) {
    return fallback ? StatisticalUsageModel.RELEASE : model.release();
  }
}
