package dev.attune.topology.engine;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.notify.NotificationPlanner;
import dev.attune.topology.profile.ModelState;
import dev.attune.topology.recommend.Candidates;
import dev.attune.topology.recommend.PublicDefault;
import dev.attune.topology.recommend.Recommender;
import java.util.List;

/**
 * Asks the model what it makes of users and of candidates, many at a time, and lets {@link
 * Recommender} and {@link NotificationPlanner} decide. Changes no profile. Owns arrays that every
 * call uses again.
 */
final class DecisionMaker {

  private static final ModelShape SHAPE = ModelShape.STANDARD;

  private final Recommender recommender;
  private final NotificationPlanner planner;
  private final int[] lastItem = new int[UsageModel.MAX_ROWS];
  private final int[] hourOfWeek = new int[UsageModel.MAX_ROWS];
  private final float[] state = new float[UsageModel.MAX_ROWS * ModelState.SIZE];
  private final float[] representation = new float[UsageModel.MAX_ROWS * SHAPE.representation()];
  private final float[] engagement = new float[UsageModel.MAX_ROWS * SHAPE.engagement()];
  private final int[] candidate = new int[UsageModel.MAX_ROWS * Candidates.APPS];
  private final float[] features =
      new float[UsageModel.MAX_ROWS * Candidates.APPS * SHAPE.features()];
  private final float[] score = new float[UsageModel.MAX_ROWS * Candidates.APPS];

  DecisionMaker(Recommender recommender, NotificationPlanner planner) {
    this.recommender = recommender;
    this.planner = planner;
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
    readout(model, due);
    boolean fallback = model.fallback();
    String release = release(model, fallback);
    for (int row = 0; row < due.size(); row++) {
      PendingDecision pending = due.get(row);
      if (pending.settingsDue()) {
        pending.plan(
            planner.plan(
                pending.step().profile(),
                engagement,
                row * SHAPE.engagement(),
                pending.step().now()),
            release);
      }
    }
    recommend(model, catalog, due, fallback);
  }

  private void readout(UsageModel model, List<PendingDecision> due) {
    for (int row = 0; row < due.size(); row++) {
      Step step = due.get(row).step();
      lastItem[row] = model.vocabulary().indexOfHash(step.token().itemHash());
      hourOfWeek[row] = step.token().hourOfWeek();
      step.profile().modelState().copyTo(state, row * ModelState.SIZE);
    }
    model.readout(due.size(), state, lastItem, hourOfWeek, representation, engagement);
  }

  private void recommend(
      UsageModel model, Catalog catalog, List<PendingDecision> due, boolean readoutFellBack) {
    // Rows without a list to decide are left out by moving the representations of the others up.
    int rows = 0;
    Candidates[] picked = new Candidates[due.size()];
    for (int row = 0; row < due.size(); row++) {
      if (due.get(row).listDue()) {
        picked[row] = ask(model, catalog, due.get(row).step(), rows);
        System.arraycopy(
            representation,
            row * SHAPE.representation(),
            representation,
            rows * SHAPE.representation(),
            SHAPE.representation());
        rows++;
      }
    }
    if (rows == 0) {
      return;
    }
    model.rank(rows, Candidates.APPS, representation, candidate, features, score);
    String release = release(model, readoutFellBack || model.fallback());
    int asked = 0;
    for (int row = 0; row < due.size(); row++) {
      if (due.get(row).listDue()) {
        Step step = due.get(row).step();
        due.get(row)
            .recommend(
                recommender.decide(
                    catalog,
                    step.cause().user(),
                    step.profile(),
                    picked[row],
                    PublicDefault.NONE,
                    step.token().hourOfWeek(),
                    step.now(),
                    score,
                    asked * Candidates.APPS),
                release);
        asked++;
      }
    }
  }

  private Candidates ask(UsageModel model, Catalog catalog, Step step, int row) {
    Candidates candidates =
        recommender.candidates(
            catalog, step.cause().user(), step.profile(), step.now(), PublicDefault.NONE);
    candidates.indexes(model.vocabulary(), candidate, row * Candidates.APPS);
    candidates.features(
        step.profile().habits(),
        step.token().hourOfWeek(),
        features,
        row * Candidates.APPS * SHAPE.features(),
        SHAPE.features());
    return candidates;
  }

  private static String release(UsageModel model, boolean fallback) {
    return fallback ? StatisticalUsageModel.RELEASE : model.release();
  }
}
