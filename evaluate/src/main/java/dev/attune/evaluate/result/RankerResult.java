package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Metric;
import java.util.Map;

/**
 * How one ranker did.
 *
 * @param ranker its name
 * @param metrics the mean of each metric over the questions
 */
public record RankerResult(String ranker, Map<Metric, Estimate> metrics) {

  /** Copies the map. */
  public RankerResult {
    metrics = Map.copyOf(metrics);
  }

  /** The mean of a metric. */
  public Estimate of(Metric metric) {
    return metrics.getOrDefault(metric, Estimate.NONE);
  }
}
