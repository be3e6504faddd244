package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.Estimate;
import java.util.List;

/**
 * Questions after about so many events.
 *
 * @param from the least number of events
 * @param to the largest, inclusive
 * @param questions how many questions there are
 * @param hr5 the share answered among the first five, for each ranker in the order of the result's
 *     rankers
 * @param first that of the first model, with its interval
 */
public record CurvePoint(int from, int to, long questions, List<Double> hr5, Estimate first) {

  /** Copies the list. */
  public CurvePoint {
    hr5 = List.copyOf(hr5);
  }
}
