package dev.attune.evaluate.loop;

import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import java.util.List;
import java.util.function.Function;

/**
 * The diaries of all users in one kind of life, in the order of users, and shares of their sums.
 *
 * @param users one diary a user
 */
record Diaries(List<Diary> users) {

  Diaries {
    users = List.copyOf(users);
  }

  boolean isEmpty() {
    return users.isEmpty();
  }

  double sum(Measure measure, int from, int to) {
    return users.stream().mapToDouble(diary -> diary.sum(measure, from, to)).sum();
  }

  double sum(Notice notice, int from, int to) {
    return users.stream().mapToDouble(diary -> diary.sum(notice, from, to)).sum();
  }

  double sum(Notice notice, int category, int from, int to) {
    return users.stream().mapToDouble(diary -> diary.sum(notice, category, from, to)).sum();
  }

  /** One measure over another, NaN if there is none of the other. */
  double ratio(Measure part, Measure of, int from, int to) {
    return over(sum(part, from, to), sum(of, from, to));
  }

  double ratio(Notice part, Notice of, int from, int to) {
    return over(sum(part, from, to), sum(of, from, to));
  }

  double ratio(Notice part, Notice of, int category, int from, int to) {
    return over(sum(part, category, from, to), sum(of, category, from, to));
  }

  Estimate ratio(Bootstrap bootstrap, Measure part, Measure of, int from, int to) {
    return bootstrap.of(
        rows(diary -> new double[] {diary.sum(part, from, to), diary.sum(of, from, to)}),
        sums -> over(sums[0], sums[1]));
  }

  Estimate ratio(Bootstrap bootstrap, Notice part, Notice of, int from, int to) {
    return bootstrap.of(
        rows(diary -> new double[] {diary.sum(part, from, to), diary.sum(of, from, to)}),
        sums -> over(sums[0], sums[1]));
  }

  /** How much of a measure a user has in so many days. */
  Estimate perUser(Bootstrap bootstrap, Measure measure, int from, int to, double days) {
    return bootstrap.of(
        rows(diary -> new double[] {diary.sum(measure, from, to), 1}),
        sums -> sums[0] / sums[1] / (to - from) * days);
  }

  /**
   * A ratio here over the same ratio in other lives of the same users. Users are drawn with both
   * lives.
   */
  Estimate against(
      Bootstrap bootstrap, Diaries others, Measure part, Measure of, int from, int to) {
    double[][] rows = new double[users.size()][];
    for (int i = 0; i < rows.length; i++) {
      Diary here = users.get(i);
      Diary there = others.users.get(i);
      rows[i] =
          new double[] {
            here.sum(part, from, to),
            here.sum(of, from, to),
            there.sum(part, from, to),
            there.sum(of, from, to)
          };
    }
    return bootstrap.of(rows, sums -> over(over(sums[0], sums[1]), over(sums[2], sums[3])));
  }

  private double[][] rows(Function<Diary, double[]> row) {
    return users.stream().map(row).toArray(double[][]::new);
  }

  static double over(double part, double of) {
    return of == 0 ? Double.NaN : part / of;
  }
}
