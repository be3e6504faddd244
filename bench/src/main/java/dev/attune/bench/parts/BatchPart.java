package dev.attune.bench.parts;

import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.PersonalizationEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the engine does around a model that does nothing, for events that call for no decision:
 * waves, the model's inputs, states from halves to floats and back, habits counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchPart {

  private static final int EVENTS_OF_LIFE = 60;

  /** Events of a batch, each of another user. */
  @Param({"1", "64", "1024"})
  public int rows;

  private PersonalizationEngine engine;
  private Catalog catalog;
  private List<AcceptedEvent> batch;

  /** Lets them live, and open their last app once more. */
  @Setup
  public void live() {
    engine = Crowd.engine();
    catalog = Crowd.catalog();
    Map<Object, AcceptedEvent> last = new LinkedHashMap<>();
    // Some users open nothing for a while, so there are more of them than are needed.
    for (AcceptedEvent accepted : new Crowd(2 * rows, 2 * rows * EVENTS_OF_LIFE).events()) {
      if (accepted.event().getPayload() instanceof AppOpened) {
        last.put(accepted.user(), accepted);
      }
    }
    batch = new ArrayList<>(rows);
    last.values().stream().limit(rows).map(BatchPart::again).forEach(batch::add);
    if (batch.size() != rows) {
      throw new IllegalStateException("only " + batch.size() + " of them have opened an app");
    }
  }

  /** The same at the time of the user's newest event, so that it is not late. */
  private static AcceptedEvent again(AcceptedEvent accepted) {
    UsageEvent event = accepted.event();
    return new AcceptedEvent(
        accepted.user(),
        accepted.profile(),
        new UsageEvent(
            event.getDevice(),
            event.getSequence() + 1,
            accepted.profile().newestEventAt(),
            event.getContext(),
            event.getPayload()),
        accepted.recordTimestamp(),
        accepted.partition(),
        accepted.offset());
  }

  /** A batch. */
  @Benchmark
  public List<AcceptedEvent> assemble() {
    engine.run(catalog, batch, Crowd.NO_SINK);
    return batch;
  }
}
