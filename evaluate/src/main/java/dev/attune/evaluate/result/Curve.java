package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** HR@5 along a number of events. */
final class Curve {

  private Curve() {}

  /**
   * The points that have questions.
   *
   * @param edges where each point begins, rising; the last one is where the curve ends
   * @param at where on the curve a question is
   */
  static List<CurvePoint> of(Sheet sheet, Scores scores, int[] edges, ToIntFunction<Question> at) {
    int points = edges.length - 1;
    int rankers = sheet.rankers().size();
    double[][] hits = new double[points][rankers];
    long[] count = new long[points];
    for (Question question : sheet.questions()) {
      int point = point(edges, at.applyAsInt(question));
      if (point >= 0) {
        count[point]++;
        for (int ranker = 0; ranker < rankers; ranker++) {
          hits[point][ranker] += Metric.HR5.of(question.place()[ranker]);
        }
      }
    }
    List<CurvePoint> curve = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      if (count[i] > 0) {
        int point = i;
        curve.add(
            new CurvePoint(
                edges[i],
                edges[i + 1] - 1,
                count[i],
                Arrays.stream(hits[i]).map(sum -> sum / count[point]).boxed().toList(),
                scores.mean(
                    question -> point(edges, at.applyAsInt(question)) == point, 0, Metric.HR5)));
      }
    }
    return curve;
  }

  /** The last edge that is not after the place, or -1 if that is outside. */
  private static int point(int[] edges, int at) {
    int found = Arrays.binarySearch(edges, at);
    int point = found >= 0 ? found : -found - 2;
    return point < edges.length - 1 ? point : -1;
  }
}
