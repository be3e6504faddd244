package dev.attune.device.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts skipped rows by reason and remembers the first few lines of each. */
final class SkipLog {
  private static final int EXAMPLES = 5;

  private final Map<SkipReason, List<Long>> lines = new EnumMap<>(SkipReason.class);
  private final Map<SkipReason, Long> counts = new EnumMap<>(SkipReason.class);

  SkipLog() {}

  SkipLog(SkipLog other) {
    counts.putAll(other.counts);
    other.lines.forEach((reason, examples) -> lines.put(reason, new ArrayList<>(examples)));
  }

  void skip(SkipReason reason, long line) {
    counts.merge(reason, 1L, Long::sum);
    List<Long> examples = lines.computeIfAbsent(reason, any -> new ArrayList<>());
    if (examples.size() < EXAMPLES) {
      examples.add(line);
    }
  }

  Map<SkipReason, ReplayReport.Skipped> summary() {
    Map<SkipReason, ReplayReport.Skipped> summary = new EnumMap<>(SkipReason.class);
    counts.forEach(
        (reason, count) -> summary.put(reason, new ReplayReport.Skipped(count, lines.get(reason))));
    return summary;
  }
}
