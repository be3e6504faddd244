package dev.attune.evaluate.loop;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How what is shown spreads over the catalog. */
final class Exposure {

  private final Set<String> offerable;
  private final Map<String, Integer> offered = new HashMap<>();
  private final Map<String, Integer> shown = new HashMap<>();

  /**
   * @param offerable the items that at least one of the users may be offered
   */
  Exposure(Set<String> offerable, Diaries lives) {
    this.offerable = offerable;
    for (Diary diary : lives.users()) {
      diary.offered().forEach((item, times) -> offered.merge(item, times, Integer::sum));
      diary.shown().forEach((item, times) -> shown.merge(item, times, Integer::sum));
    }
  }

  /** The share of the offerable items that were offered to anyone. */
  double coverage() {
    long found = offerable.stream().filter(offered::containsKey).count();
    return Diaries.over(found, offerable.size());
  }

  /**
   * The Gini coefficient of how often the offerable items were shown: 0 when all were shown equally
   * often, near 1 when one item was shown always.
   */
  double gini() {
    double[] times = offerable.stream().mapToDouble(item -> shown.getOrDefault(item, 0)).toArray();
    Arrays.sort(times);
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < times.length; i++) {
      weighted += (2.0 * (i + 1) - times.length - 1) * times[i];
      total += times[i];
    }
    return Diaries.over(weighted, times.length * total);
  }
}
