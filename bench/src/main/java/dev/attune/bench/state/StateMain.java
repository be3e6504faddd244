package dev.attune.bench.state;

import dev.attune.bench.jvm.FlightRecording;
import dev.attune.bench.pipeline.ProcessMeter;
import dev.attune.bench.pipeline.ProcessMeter.Reading;
import dev.attune.bench.pipeline.SideSample;
import dev.attune.topology.app.AttuneApplication;
import dev.attune.topology.app.AttuneConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One instance in a JVM of its own: restores, works, and prints what that took. */
final class StateMain {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long LOOK_NANOS = 10_000_000;
  private static final long MILLION = 1_000_000;

  private StateMain() {}

  /**
   * @param arguments a {@link StateTask}
   */
  public static void main(String[] arguments) throws InterruptedException, IOException {
    StateTask task = StateTask.of(arguments);
    ProcessMeter meter = new ProcessMeter();
    StateSample sample;
    long start = System.nanoTime();
    try (AttuneApplication application = new AttuneApplication(AttuneConfig.of(task.config()))) {
      application.start();
      if (!application.awaitRunning(Duration.ofSeconds(task.seconds()))) {
        throw new IllegalStateException("does not run after " + task.seconds() + " s");
      }
      long startMillis = (System.nanoTime() - start) / MILLION;
      await(application, meter, task.from(), task.seconds());
      FlightRecording recording = new FlightRecording();
      Reading before = meter.read();
      await(application, meter, task.to(), task.seconds());
      sample = new StateSample(startMillis, peakKib(), meter.read().since(before));
      SideSample work = sample.work();
      recording.end(work.records(), work.wallNanos(), work.streamNanos(), work.bytes());
      if (sample.work().records() <= 0 || application.stats().accepted() == 0) {
        throw new IllegalStateException("nothing was processed: " + application.stats());
      }
    }
    System.out.println(sample.line());
    System.exit(0);
  }

  private static void await(
      AttuneApplication application, ProcessMeter meter, long records, int seconds) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (meter.processed() < records && System.nanoTime() < end) {
      application
          .failure()
          .ifPresent(
              failure -> {
                throw new IllegalStateException("Attune has failed", failure);
              });
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** The most that was ever in RAM, heap and native. */
  private static long peakKib() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
