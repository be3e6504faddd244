package dev.attune.deploy.training;

import dev.attune.device.replay.RecordedLog;
import dev.attune.device.replay.ReplayReport;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import java.util.HashMap;
import java.util.Map;

/** The events of a recorded log, each user with one phone. */
final class RecordedLogEvents {

  private static final DevicePseudonym PHONE = new DevicePseudonym(new byte[8]);

  private RecordedLogEvents() {}

  /** Fills {@code target} and says what became of the log's rows. */
  static ReplayReport read(RecordedLog log, RecordedEvents target) {
    Map<String, Long> sequences = new HashMap<>();
    return log.replay(
        event -> {
          long sequence = sequences.merge(event.userId(), 1L, Long::sum);
          target.add(
              event.userId(),
              new UsageEvent(
                  PHONE, sequence, event.occurredAt(), event.context(), event.payload()));
        });
  }
}
