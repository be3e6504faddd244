package dev.attune.evaluate.result;

import dev.attune.evaluate.history.SimulationSpan;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Isotonic;
import dev.attune.evaluate.metric.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast a model follows users who change their habits. The sheet's test period starts with the
 * change. HR@5 by the number of events since the change is smoothed by the closest curve that never
 * falls; recovered is the first event at which that curve reaches 0.9 of the level before.
 */
public final class DriftRecovery {

  /** The share of the level before that counts as recovered. */
  public static final double RECOVERED = 0.9;

  /** So many events after the change are looked at. */
  public static final int HORIZON = SimulationSpan.CHANGE_HORIZON;

  private static final int STEP = 20;
  private static final int BEFORE = -200;

  private final Sheet sheet;
  private final Scores scores;

  /** Of a sheet whose users change when the test period starts. */
  public DriftRecovery(Sheet sheet, Bootstrap bootstrap) {
    this.sheet = sheet;
    this.scores = new Scores(sheet, bootstrap);
  }

  /** The names of the rankers. */
  public List<String> rankers() {
    return sheet.rankers();
  }

  /** A ranker's HR@5 over all questions before the change. */
  public Estimate before(int ranker) {
    return scores.mean(question -> !question.test(), ranker, Metric.HR5);
  }

  /** A ranker's HR@5 over the questions within the horizon. */
  public Estimate after(int ranker) {
    return scores.mean(DriftRecovery::within, ranker, Metric.HR5);
  }

  /**
   * Events since the change until the smoothed HR@5 is at 0.9 of the level before; {@link #HORIZON}
   * if it is not within the horizon.
   */
  public Estimate recovery(int ranker) {
    return scores.of(
        question -> !question.test() || within(question),
        2 + 2 * HORIZON,
        (question, sum) -> add(question, ranker, sum),
        DriftRecovery::recovered);
  }

  /** The same without an interval, which is cheap. */
  public double recovered(int ranker) {
    double[] sums = new double[2 + 2 * HORIZON];
    for (Question question : sheet.questions()) {
      if (!question.test() || within(question)) {
        add(question, ranker, sums);
      }
    }
    return recovered(sums);
  }

  /** The smoothed HR@5 of a ranker at 0 to {@link #HORIZON} - 1 events since the change. */
  public double[] smoothed(int ranker) {
    double[] sum = new double[HORIZON];
    double[] count = new double[HORIZON];
    for (Question question : sheet.questions()) {
      if (within(question)) {
        sum[question.sinceTest()] += Metric.HR5.of(question.place()[ranker]);
        count[question.sinceTest()]++;
      }
    }
    return Isotonic.fit(sum, count);
  }

  /** HR@5 of all rankers by events since the change, in steps of 20; negative ones are before. */
  public List<CurvePoint> curve() {
    return Curve.of(
        sheet,
        scores,
        IntStream.rangeClosed(0, (HORIZON - BEFORE) / STEP).map(i -> BEFORE + i * STEP).toArray(),
        Question::sinceTest);
  }

  private static void add(Question question, int ranker, double[] sums) {
    int at = question.test() ? 2 + 2 * question.sinceTest() : 0;
    sums[at] += Metric.HR5.of(question.place()[ranker]);
    sums[at + 1]++;
  }

  private static double recovered(double[] sums) {
    double goal = RECOVERED * sums[0] / sums[1];
    double[] sum = new double[HORIZON];
    double[] count = new double[HORIZON];
    for (int i = 0; i < HORIZON; i++) {
      sum[i] = sums[2 + 2 * i];
      count[i] = sums[3 + 2 * i];
    }
    if (Double.isNaN(goal) || Arrays.stream(count).sum() == 0) {
      return Double.NaN;
    }
    double[] smoothed = Isotonic.fit(sum, count);
    for (int i = 0; i < HORIZON; i++) {
      if (smoothed[i] >= goal) {
        return i;
      }
    }
    return HORIZON;
  }

  private static boolean within(Question question) {
    return question.sinceTest() >= 0 && question.sinceTest() < HORIZON;
  }
}
