package dev.attune.deploy.demo;

import dev.attune.deploy.view.DemoSnapshot;
import dev.attune.topology.app.PipelineStats;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers how things are now. Used by one thread. */
final class Snapshots implements Supplier<DemoSnapshot> {
  private static final double NANOS = 1e9;
  private static final long RATE_WINDOW_NANOS = 2_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ROOT);

  private final int users;
  private final Tally tally;
  private final Story story;
  private final Supplier<Optional<PipelineStats>> stats;
  private final long start;
  private final Deque<long[]> recent = new ArrayDeque<>();

  /**
   * Nothing gathered yet.
   *
   * @param stats what the application says of itself
   * @param start when the phones started, by {@link System#nanoTime()}
   */
  Snapshots(
      int users, Tally tally, Story story, Supplier<Optional<PipelineStats>> stats, long start) {
    this.users = users;
    this.tally = tally;
    this.story = story;
    this.stats = stats;
    this.start = start;
    recent.add(new long[] {start, 0});
  }

  @Override
  public DemoSnapshot get() {
    long now = System.nanoTime();
    long sent = tally.sent.sum();
    Optional<PipelineStats> done = stats.get();
    Map<String, Long> rejected = new LinkedHashMap<>();
    done.ifPresent(
        counts -> counts.rejected().forEach((reason, times) -> rejected.put(reason.word(), times)));
    return new DemoSnapshot(
        Duration.ofNanos(now - start),
        TIME.format(Instant.ofEpochSecond(tally.simulatedSeconds.get()).atZone(ZoneOffset.UTC)),
        users,
        sent,
        rate(now, sent),
        done.map(PipelineStats::accepted).orElse(0L),
        rejected,
        tally.lists.sum(),
        tally.items.sum(),
        tally.settings.sum(),
        tally.shown.sum(),
        tally.taken.sum(),
        done.map(counts -> counts.control().shown()).orElse(0L),
        done.map(counts -> counts.control().accepted()).orElse(0L),
        tally.invalid.sum(),
        tally.latency.percentile(50),
        tally.latency.percentile(99),
        tally.release(),
        done.map(PipelineStats::fallbackShare).orElse(0.0),
        done.map(ReleaseTexts::lines).orElse(List.of()),
        story.lines());
  }

  private double rate(long now, long sent) {
    recent.add(new long[] {now, sent});
    while (recent.size() > 2 && now - recent.element()[0] > RATE_WINDOW_NANOS) {
      recent.remove();
    }
    long[] oldest = recent.element();
    return now == oldest[0] ? 0 : (sent - oldest[1]) / ((now - oldest[0]) / NANOS);
  }
}
