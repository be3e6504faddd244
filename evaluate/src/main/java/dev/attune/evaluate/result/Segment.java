package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.Estimate;
import java.util.List;

/**
 * Some of the questions, by who asks or when.
 *
 * @param name such as {@code heavy} or {@code region eu}
 * @param users how many users have such questions
 * @param questions how many there are
 * @param hr5 the share answered among the first five, for each ranker in the order of {@link
 *     ModelEvaluation#rankers()}
 */
public record Segment(String name, long users, long questions, List<Estimate> hr5) {

  /** Copies the list. */
  public Segment {
    hr5 = List.copyOf(hr5);
  }
}
