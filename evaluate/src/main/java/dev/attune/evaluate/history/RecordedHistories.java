package dev.attune.evaluate.history;

import dev.attune.device.replay.RecordedLog;
import dev.attune.device.replay.ReplayedEvent;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The users of a recorded log. Asked about is every opened app, since a log does not tell which
 * ones were chosen freely. The test period is the last part of the log's time.
 */
public final class RecordedHistories implements Histories {

  private static final DevicePseudonym PHONE = new DevicePseudonym(new byte[8]);

  private final List<String> items;
  private final List<History> users = new ArrayList<>();

  /**
   * @param log the log
   * @param region where its users are taken to live
   * @param testShare the share of the time from the first to the last event that is tested, 0 to 1
   */
  public RecordedHistories(RecordedLog log, String region, double testShare) {
    this.items = List.copyOf(log.items());
    long[] ends = {Long.MAX_VALUE, Long.MIN_VALUE};
    log.replay(
        event -> {
          ends[0] = Math.min(ends[0], event.occurredAt());
          ends[1] = Math.max(ends[1], event.occurredAt());
        });
    long testFrom = ends[1] - (long) ((ends[1] - ends[0]) * testShare);
    Map<String, HistoryBuilder> builders = new LinkedHashMap<>();
    log.replay(
        event -> {
          HistoryBuilder builder =
              builders.computeIfAbsent(event.userId(), user -> new HistoryBuilder(user, region));
          if (event.occurredAt() >= testFrom) {
            builder.startTest();
          }
          builder.add(usage(event));
        });
    builders.values().forEach(builder -> users.add(builder.build()));
  }

  /** Whether anything is asked in the test period. */
  public boolean asksInTest() {
    return users.stream().anyMatch(user -> user.lastQuestion() >= user.testFrom());
  }

  @Override
  public int users() {
    return users.size();
  }

  @Override
  public List<String> items() {
    return items;
  }

  @Override
  public void forEach(Consumer<History> consumer) {
    users.forEach(consumer);
  }

  private static UsageEvent usage(ReplayedEvent event) {
    return new UsageEvent(PHONE, 1L, event.occurredAt(), event.context(), event.payload());
  }
}
