package dev.attune.topology.engine;

import dev.attune.models.habit.RecentTokens;
import dev.attune.models.token.Token;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.topology.profile.ModelState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Folds events into the states of their users, many at a time. A state of another release than the
 * model's is first rebuilt from the user's recent tokens. Owns arrays that every call uses again.
 */
final class ModelSteps {

  private final int[] item = new int[UsageModel.MAX_ROWS];
  private final int[] kind = new int[UsageModel.MAX_ROWS];
  private final int[] gap = new int[UsageModel.MAX_ROWS];
  private final int[] hourOfWeek = new int[UsageModel.MAX_ROWS];
  private final float[] state = new float[UsageModel.MAX_ROWS * ModelState.SIZE];

  /**
   * Advances the states of events that are not late, at most {@link UsageModel#MAX_ROWS} of
   * different users.
   *
   * @param failed told of each event whose state could not be advanced, which is then as it was
   * @return the others, in their order, late ones included
   */
  List<Step> advance(
      UsageModel model, List<Step> steps, BiConsumer<Step, RuntimeException> failed) {
    List<Step> timely = new ArrayList<>(steps.size());
    for (Step step : steps) {
      if (!step.late()) {
        timely.add(step);
      }
    }
    if (timely.isEmpty()) {
      return steps;
    }
    try {
      fold(model, timely);
      return steps;
    } catch (RuntimeException together) {
      return oneByOne(model, steps, failed);
    }
  }

  /**
   * What fails for all may still work for most: the answers for a row do not depend on the others.
   */
  private List<Step> oneByOne(
      UsageModel model, List<Step> steps, BiConsumer<Step, RuntimeException> failed) {
    List<Step> done = new ArrayList<>(steps.size());
    for (Step step : steps) {
      try {
        if (!step.late()) {
          fold(model, List.of(step));
        }
        done.add(step);
      } catch (RuntimeException alone) {
        failed.accept(step, alone);
      }
    }
    return done;
  }

  /** Rebuilds the states that are not of the model's release. */
  void renew(UsageModel model, List<Step> steps) {
    ModelState[] current = current(model, steps, ModelState.tag(model.release()));
    float[] row = new float[ModelState.SIZE];
    for (int i = 0; i < current.length; i++) {
      ModelState own = steps.get(i).profile().modelState();
      if (current[i] != own) {
        current[i].copyTo(row, 0);
        own.copyFrom(row, 0, current[i].release());
      }
    }
  }

  private void fold(UsageModel model, List<Step> steps) {
    Vocabulary vocabulary = model.vocabulary();
    int release = ModelState.tag(model.release());
    ModelState[] from = current(model, steps, release);
    for (int row = 0; row < from.length; row++) {
      Token token = steps.get(row).token();
      item[row] = vocabulary.indexOfHash(token.itemHash());
      kind[row] = token.kind();
      gap[row] = token.gapBucket();
      hourOfWeek[row] = token.hourOfWeek();
      from[row].copyTo(state, row * ModelState.SIZE);
    }
    model.update(from.length, item, kind, gap, hourOfWeek, state);
    for (int row = 0; row < from.length; row++) {
      steps.get(row).profile().modelState().copyFrom(state, row * ModelState.SIZE, release);
    }
  }

  /**
   * The states to go on from: those of this release as they are, the others rebuilt, none changed.
   */
  private ModelState[] current(UsageModel model, List<Step> steps, int release) {
    ModelState[] current = new ModelState[steps.size()];
    List<Step> outdated = new ArrayList<>();
    for (int i = 0; i < current.length; i++) {
      current[i] = steps.get(i).profile().modelState();
      if (current[i].release() != release) {
        outdated.add(steps.get(i));
      }
    }
    if (!outdated.isEmpty()) {
      ModelState[] rebuilt = rebuild(model, outdated, release);
      int next = 0;
      for (int i = 0; i < current.length; i++) {
        if (current[i].release() != release) {
          current[i] = rebuilt[next++];
        }
      }
    }
    return current;
  }

  /** States of this release from the recent tokens, the k-th tokens of all profiles together. */
  private ModelState[] rebuild(UsageModel model, List<Step> outdated, int release) {
    ModelState[] fresh = new ModelState[outdated.size()];
    Arrays.setAll(fresh, i -> new ModelState());
    for (int k = 0; k < RecentTokens.CAPACITY; k++) {
      if (!fold(model, outdated, k, fresh, release)) {
        break;
      }
    }
    return fresh;
  }

  /** Folds the k-th token of every profile that has one into its fresh state; whether any had. */
  private boolean fold(
      UsageModel model, List<Step> outdated, int k, ModelState[] fresh, int release) {
    Vocabulary vocabulary = model.vocabulary();
    int rows = 0;
    for (int i = 0; i < fresh.length; i++) {
      RecentTokens tokens = outdated.get(i).profile().recentTokens();
      if (k < tokens.size()) {
        item[rows] = vocabulary.indexOfHash(tokens.item(k));
        kind[rows] = tokens.kind(k);
        gap[rows] = tokens.gap(k);
        hourOfWeek[rows] = tokens.hourOfWeek(k);
        fresh[i].copyTo(state, rows++ * ModelState.SIZE);
      }
    }
    if (rows == 0) {
      return false;
    }
    model.update(rows, item, kind, gap, hourOfWeek, state);
    rows = 0;
    for (int i = 0; i < fresh.length; i++) {
      if (k < outdated.get(i).profile().recentTokens().size()) {
        fresh[i].copyFrom(state, rows++ * ModelState.SIZE, release);
      }
    }
    return true;
  }
}
