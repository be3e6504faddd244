package dev.attune.evaluate.served;

import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.ranking.Places;
import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.token.Token;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import java.util.Arrays;

/**
 * Scores all apps for some questions, in batches, and finds the place of the true one and the
 * probabilities that the ranker's softmax over all apps gives to the first and the first five.
 */
final class AppScorer {

  private static final int ROWS = 16;

  /** A size that ranks are padded to anyway, so that 300 apps cost 256 and 64 and not 1024. */
  private static final int WIDTH = 256;

  private static final int FIVE = 5;

  private final UsageModel model;
  private final ModelShape shape;
  private final Apps apps;
  private final int[] vocabularyRow;
  private final int width;
  private final int[] candidate;
  private final float[] features;
  private final float[] score;
  private final float[] representation;
  private final double[][] scores;
  private final RankEvidence evidence = new RankEvidence();
  private final Habits[] habits = new Habits[ServedModel.WAVE];
  private final RecentTokens[] recent = new RecentTokens[ServedModel.WAVE];
  private final Token[] last = new Token[ServedModel.WAVE];
  private final int[] column = new int[ServedModel.WAVE];
  private final int[] question = new int[ServedModel.WAVE];
  private int asked;

  AppScorer(UsageModel model, Apps apps) {
    this.model = model;
    this.shape = model.shape();
    this.apps = apps;
    this.vocabularyRow = apps.rows(model.vocabulary());
    this.width = Math.min(WIDTH, apps.size());
    this.candidate = new int[ROWS * width];
    this.features = new float[ROWS * width * shape.features()];
    this.score = new float[ROWS * width];
    this.representation = new float[ServedModel.WAVE * shape.representation()];
    this.scores = new double[ServedModel.WAVE][apps.size()];
  }

  /** Takes a question, to be answered with others by {@link #answer}. */
  void add(
      Habits known,
      RecentTokens lately,
      Token before,
      float[] representations,
      int offset,
      int trueHash,
      int number) {
    habits[asked] = known;
    recent[asked] = lately;
    last[asked] = before;
    column[asked] = apps.column(trueHash);
    question[asked] = number;
    int size = shape.representation();
    System.arraycopy(representations, offset, representation, asked * size, size);
    asked++;
  }

  /** Answers what was taken. */
  void answer(ModelAnswers answers) {
    for (int from = 0; from < asked; from += ROWS) {
      int rows = Math.min(ROWS, asked - from);
      // A candidate's score does not depend on the others beside it, so they may be asked in parts.
      for (int app = 0; app < apps.size(); app += width) {
        score(from, rows, app, Math.min(width, apps.size() - app));
      }
    }
    for (int row = 0; row < asked; row++) {
      double[] own = scores[row];
      answers.place()[question[row]] = Places.of(own, own.length, column[row]);
      probabilities(own, question[row], answers);
    }
    asked = 0;
  }

  private void score(int from, int rows, int firstApp, int count) {
    for (int row = 0; row < rows; row++) {
      int start = row * count;
      System.arraycopy(vocabularyRow, firstApp, candidate, start, count);
      evidence.of(
          model.vocabulary(),
          model.neighbors(),
          habits[from + row],
          recent[from + row],
          last[from + row].hourOfWeek(),
          last[from + row].place());
      for (int i = 0; i < count; i++) {
        evidence.features(
            apps.hash(firstApp + i),
            candidate[start + i],
            features,
            (start + i) * shape.features());
      }
    }
    float[] own =
        from == 0
            ? representation
            : Arrays.copyOfRange(
                representation,
                from * shape.representation(),
                (from + rows) * shape.representation());
    model.rank(rows, count, own, candidate, features, score);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < count; i++) {
        scores[from + row][firstApp + i] = score[row * count + i];
      }
    }
  }

  private static void probabilities(double[] scores, int question, ModelAnswers answers) {
    double[] top = new double[FIVE];
    Arrays.fill(top, Double.NEGATIVE_INFINITY);
    for (double score : scores) {
      for (int i = 0; i < FIVE; i++) {
        if (score > top[i]) {
          System.arraycopy(top, i, top, i + 1, FIVE - 1 - i);
          top[i] = score;
          break;
        }
      }
    }
    double all = 0;
    for (double score : scores) {
      all += Math.exp(score - top[0]);
    }
    double five = 0;
    for (double score : top) {
      five += Math.exp(score - top[0]);
    }
    answers.first()[question] = probability(1 / all);
    answers.five()[question] = probability(five / all);
  }

  /** What is not a number promises nothing. */
  private static float probability(double value) {
    return Double.isNaN(value) ? 0f : (float) Math.min(1, value);
  }
}
