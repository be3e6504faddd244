package dev.attune.bench.swap;

import dev.attune.deploy.release.SwapStory;
import dev.attune.deploy.release.SwapStory.Outcome;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A pipeline on a broker of its own gets a new release at 10%, then for everyone, then broken ones;
 * reports how long events waited meanwhile, and why the broken ones were not used.
 */
public final class SwapBench {

  private final SwapStory story;

  /**
   * @param users simulated users
   * @param rate events a second
   * @param say gets what happens, a line each
   */
  public SwapBench(int users, int rate, Consumer<String> say) {
    this.story = new SwapStory(users, rate, say);
  }

  /** Runs the story; a minute or two. */
  public Report run() {
    Instant startedAt = Instant.now();
    return report(story.run(), startedAt);
  }

  static Report report(Outcome seen, Instant startedAt) {
    List<Figure> figures =
        List.of(
            new Figure("swap.longest_pause", late(seen.longestPauseMillis(), seen), "ms")
                .atMost(seen.commitMillis()),
            new Figure("swap.usual_pause", late(seen.usualPauseMillis(), seen), "ms"),
            new Figure("swap.longest_batch", seen.longestBatchMillis(), "ms")
                .atMost(seen.commitMillis()),
            new Figure("swap.usual_batch", seen.usualBatchMillis(), "ms"),
            new Figure("swap.invalid", seen.invalid(), "count").atMost(0),
            new Figure("swap.lost", lost(seen), "count").goal(0, lost(seen) == 0),
            new Figure("swap.moved_users", seen.movedUsers(), "count"),
            new Figure("swap.lists", seen.lists(), "count"));
    List<List<?>> rows = new ArrayList<>();
    seen.reasons()
        .forEach(
            (release, reason) ->
                rows.add(
                    List.of(release, reason, seen.onTheTopic().getOrDefault(release, "nothing"))));
    Table broken = new Table("broken", List.of("release", "application", "topic"), rows);
    return new Report("bench swap", 7, startedAt, figures, Map.of(), List.of(broken));
  }

  /** A batch that comes one commit interval after the last one comes when it should. */
  private static double late(double millisBetweenBatches, Outcome seen) {
    return Math.max(0, millisBetweenBatches - seen.commitMillis());
  }

  private static long lost(Outcome seen) {
    return seen.sent() - seen.counted();
  }
}
