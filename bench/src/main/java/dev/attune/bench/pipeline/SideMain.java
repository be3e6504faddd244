package dev.attune.bench.pipeline;

import dev.attune.bench.jvm.FlightRecording;
import dev.attune.bench.pipeline.ProcessMeter.Reading;
import java.util.concurrent.locks.LockSupport;

/** A side, in a JVM of its own: runs its application and prints what it took between markers. */
final class SideMain {

  private static final long LOOK_NANOS = 10_000_000;
  private static final long START_SECONDS = 120;
  private static final double NANOS = 1e9;

  private SideMain() {}

  /**
   * @param arguments a {@link SideTask}
   */
  public static void main(String[] arguments) {
    SideTask task = SideTask.of(arguments);
    ProcessMeter meter = new ProcessMeter();
    try (RunningSide running = RunningSide.start(task)) {
      await(running, meter, 1, START_SECONDS);
      await(running, meter, task.from(), task.warmSeconds());
      FlightRecording recording = new FlightRecording();
      Reading before = meter.read();
      await(running, meter, task.to(), task.mostSeconds());
      SideSample sample = meter.read().since(before);
      recording.end(sample.records(), sample.wallNanos(), sample.streamNanos(), sample.bytes());
      if (sample.records() <= 0) {
        throw new IllegalStateException("nothing was processed");
      }
      System.out.println(sample.line());
    }
    // Threads of libraries may live on.
    System.exit(0);
  }

  /** Until so many records are processed, at most for so long. */
  private static void await(RunningSide running, ProcessMeter meter, long records, long seconds) {
    long start = System.nanoTime();
    while (meter.processed() < records && System.nanoTime() - start < seconds * NANOS) {
      running.requireAlive();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
