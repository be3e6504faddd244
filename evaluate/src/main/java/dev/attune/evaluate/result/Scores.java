package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Means over questions, and differences and ratios of them, with intervals over users. */
final class Scores {

  private final Sheet sheet;
  private final Bootstrap bootstrap;

  Scores(Sheet sheet, Bootstrap bootstrap) {
    this.sheet = sheet;
    this.bootstrap = bootstrap;
  }

  /** The mean of a metric over the questions. */
  Estimate mean(Predicate<Question> which, int ranker, Metric metric) {
    return of(
        which,
        2,
        (question, sum) -> {
          sum[0] += metric.of(question.place()[ranker]);
          sum[1]++;
        },
        sum -> sum[0] / sum[1]);
  }

  /** The mean of one ranker minus that of another on the same questions. */
  Estimate difference(Predicate<Question> which, int ranker, int other, Metric metric) {
    return of(
        which,
        2,
        (question, sum) -> {
          sum[0] += metric.of(question.place()[ranker]) - metric.of(question.place()[other]);
          sum[1]++;
        },
        sum -> sum[0] / sum[1]);
  }

  /** The mean of one ranker over that of another on the same questions. */
  Estimate ratio(Predicate<Question> which, int ranker, int other, Metric metric) {
    return of(
        which,
        2,
        (question, sum) -> {
          sum[0] += metric.of(question.place()[ranker]);
          sum[1] += metric.of(question.place()[other]);
        },
        sum -> sum[0] / sum[1]);
  }

  /** A ranker's mean over some questions, over its mean over others. */
  Estimate ratio(Predicate<Question> some, Predicate<Question> others, int ranker, Metric metric) {
    return of(
        question -> some.test(question) || others.test(question),
        4,
        (question, sum) -> {
          int at = some.test(question) ? 0 : 2;
          sum[at] += metric.of(question.place()[ranker]);
          sum[at + 1]++;
        },
        sum -> sum[0] / sum[1] / (sum[2] / sum[3]));
  }

  /** The same, each mean first taken as a share of another ranker's. */
  Estimate ratioOfShares(
      Predicate<Question> some, Predicate<Question> others, int ranker, int other, Metric metric) {
    return of(
        question -> some.test(question) || others.test(question),
        4,
        (question, sum) -> {
          int at = some.test(question) ? 0 : 2;
          sum[at] += metric.of(question.place()[ranker]);
          sum[at + 1] += metric.of(question.place()[other]);
        },
        sum -> sum[0] / sum[1] / (sum[2] / sum[3]));
  }

  /**
   * Any statistic of sums over the questions.
   *
   * @param width how many sums there are
   * @param summand adds what a question is worth to its user's sums
   * @param statistic of the sums over all users
   */
  Estimate of(
      Predicate<Question> which,
      int width,
      BiConsumer<Question, double[]> summand,
      ToDoubleFunction<double[]> statistic) {
    // Only users who have such questions, so that small segments are not drawn empty.
    Map<Integer, double[]> sums = new LinkedHashMap<>();
    for (Question question : sheet.questions()) {
      if (which.test(question)) {
        double[] sum = sums.computeIfAbsent(question.user(), user -> new double[width]);
        summand.accept(question, sum);
      }
    }
    return bootstrap.of(sums.values().toArray(new double[0][]), statistic);
  }

  /** How many questions there are. */
  long count(Predicate<Question> which) {
    return sheet.questions().stream().filter(which).count();
  }

  /** How many users have such questions. */
  long users(Predicate<Question> which) {
    return sheet.questions().stream().filter(which).mapToInt(Question::user).distinct().count();
  }
}
