package dev.attune.peer;

import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.token.ItemHash;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The model step and the top five, for events of different users together; the same code of {@code
 * models} that Attune calls. Not thread-safe.
 */
final class Personalizer implements AutoCloseable {

  static final int TOP = 5;

  /** The least time between two lists of a user, in seconds, as Attune's default. */
  private static final long INTERVAL = 15 * 60;

  /** As many candidates as Attune ranks. */
  private static final int CANDIDATES = 32;

  private static final int RANK_ROWS = 32;

  private final OnnxRelease release = OnnxRelease.builtIn();
  private final UsageModel model = release.newModel();
  private final Vocabulary vocabulary = model.vocabulary();
  private final ModelShape shape = model.shape();
  private final RankEvidence evidence = new RankEvidence();
  private final float[] states = new float[UsageModel.MAX_ROWS * shape.state()];
  private final int[] item = new int[UsageModel.MAX_ROWS];
  private final int[] kind = new int[UsageModel.MAX_ROWS];
  private final int[] gap = new int[UsageModel.MAX_ROWS];
  private final int[] hour = new int[UsageModel.MAX_ROWS];
  private final int[] place = new int[RANK_ROWS];
  private final float[] representation = new float[RANK_ROWS * shape.representation()];
  private final float[] engagement = new float[RANK_ROWS * shape.engagement()];
  private final int[] candidate = new int[RANK_ROWS * CANDIDATES];
  private final int[] candidateHash = new int[RANK_ROWS * CANDIDATES];
  private final float[] features = new float[RANK_ROWS * CANDIDATES * shape.features()];
  private final float[] score = new float[RANK_ROWS * CANDIDATES];
  private final int[] usual = new int[CANDIDATES];

  Personalizer() {
    for (int i = 0; i < CANDIDATES; i++) {
      usual[i] = vocabulary.item(Vocabulary.FIRST_KNOWN + i).map(ItemHash::of).orElse(0);
    }
  }

  int stateSize() {
    return shape.state();
  }

  /**
   * Folds one event of each of at most {@link UsageModel#MAX_ROWS} users, and makes lists due.
   *
   * @param lists gets the hashes of the best apps
   */
  void run(List<Step> steps, BiConsumer<Step, int[]> lists) {
    for (int row = 0; row < steps.size(); row++) {
      Step step = steps.get(row);
      step.tokenize();
      item[row] = vocabulary.indexOfHash(step.token.itemHash());
      kind[row] = step.token.kind();
      gap[row] = step.token.gapBucket();
      hour[row] = step.token.hourOfWeek();
      System.arraycopy(step.state.model, 0, states, row * shape.state(), shape.state());
    }
    model.update(steps.size(), item, kind, gap, hour, states);
    List<Step> due = new ArrayList<>();
    for (int row = 0; row < steps.size(); row++) {
      Step step = steps.get(row);
      System.arraycopy(states, row * shape.state(), step.state.model, 0, shape.state());
      step.observe();
      if (step.takeDue(INTERVAL)) {
        due.add(step);
      }
    }
    for (int from = 0; from < due.size(); from += RANK_ROWS) {
      rank(due.subList(from, Math.min(due.size(), from + RANK_ROWS)), lists);
    }
  }

  private void rank(List<Step> due, BiConsumer<Step, int[]> lists) {
    int rows = due.size();
    for (int row = 0; row < rows; row++) {
      Step step = due.get(row);
      item[row] = vocabulary.indexOfHash(step.token.itemHash());
      hour[row] = step.token.hourOfWeek();
      place[row] = step.token.place();
      System.arraycopy(step.state.model, 0, states, row * shape.state(), shape.state());
    }
    model.readout(rows, states, item, hour, place, representation, engagement);
    for (int row = 0; row < rows; row++) {
      candidates(due.get(row), row);
    }
    model.rank(rows, CANDIDATES, representation, candidate, features, score);
    for (int row = 0; row < rows; row++) {
      lists.accept(due.get(row), best(row));
    }
  }

  /** The user's habits, and then the first apps that the model knows. */
  private void candidates(Step step, int row) {
    Habits habits = step.state.habits;
    evidence.of(
        vocabulary,
        model.neighbors(),
        habits,
        step.state.tokens,
        step.token.hourOfWeek(),
        step.token.place());
    int next = 0;
    for (int i = 0; i < CANDIDATES; i++) {
      int at = row * CANDIDATES + i;
      int hash = 0;
      if (i < habits.size()) {
        hash = habits.item(i);
      } else {
        while (next < CANDIDATES && habits.rankOf(usual[next]) >= 0) {
          next++;
        }
        hash = next < CANDIDATES ? usual[next++] : 0;
      }
      candidateHash[at] = hash;
      candidate[at] = hash == 0 ? Vocabulary.NONE : vocabulary.indexOfHash(hash);
      evidence.features(hash, candidate[at], features, at * shape.features());
    }
  }

  private int[] best(int row) {
    int[] hashes = new int[TOP];
    for (int i = 0; i < TOP; i++) {
      int best = row * CANDIDATES;
      for (int at = best + 1; at < (row + 1) * CANDIDATES; at++) {
        best = score[at] > score[best] ? at : best;
      }
      hashes[i] = candidateHash[best];
      score[best] = Float.NEGATIVE_INFINITY;
    }
    return hashes;
  }

  @Override
  public void close() {
    model.close();
    release.close();
  }
}
