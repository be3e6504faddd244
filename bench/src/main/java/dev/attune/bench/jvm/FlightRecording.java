package dev.attune.bench.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Configuration;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's Flight Recorder sees of this process from one moment to another, if the process
 * was started with {@link #flags}; with the time that threads were on a core meanwhile.
 */
public final class FlightRecording {

  private static final String PROPERTY = "attune.bench.recording";

  /** How often threads are looked at, those in Java and those in native code alike. */
  public static final Duration PERIOD = Duration.ofMillis(5);

  /** The name of {@link ThreadTime}. */
  public static final String THREAD_TIME = "attune.ThreadTime";

  /** The name of {@link Work}. */
  public static final String WORK = "attune.Work";

  private final @Nullable Path file = file();
  private final @Nullable Recording recording;
  private final Map<ThreadKind, Long> before;

  /** The flags of a JVM that is to write such a file. */
  public static List<String> flags(Path file) {
    return List.of(
        "-D" + PROPERTY + "=" + file,
        "-Xlog:jfr*=off",
        // What is allocated is seen when one of these is full, which should be often.
        "-XX:TLABSize=128k",
        "-XX:-ResizeTLAB",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:+DebugNonSafepoints");
  }

  /** Starts, or does nothing if nobody asked. */
  public FlightRecording() {
    recording = file == null ? null : begin();
    before = recording == null ? Map.of() : ThreadTimes.now();
  }

  private static @Nullable Path file() {
    String name = System.getProperty(PROPERTY);
    return name == null ? null : Path.of(name);
  }

  private static Recording begin() {
    try {
      Recording recording = new Recording(Configuration.getConfiguration("profile"));
      recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
      recording.enable("jdk.NativeMethodSample").withPeriod(PERIOD);
      recording.start();
      return recording;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new IllegalStateException("the JDK's own settings can't be read", e);
    }
  }

  /**
   * Ends it and writes the file.
   *
   * @param records how many were processed meanwhile
   * @param nanos how long it was
   * @param streamNanos time that the stream threads were on a core
   * @param bytes what they allocated
   */
  public void end(long records, long nanos, long streamNanos, long bytes) {
    if (recording == null) {
      return;
    }
    ThreadTimes.now().forEach((kind, time) -> tell(kind, time - before.getOrDefault(kind, 0L)));
    Work work = new Work();
    work.records = records;
    work.nanos = nanos;
    work.streamNanos = streamNanos;
    work.bytes = bytes;
    work.commit();
    try (recording) {
      recording.stop();
      recording.dump(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tell(ThreadKind kind, long nanos) {
    ThreadTime event = new ThreadTime();
    event.kind = kind.word();
    event.nanos = nanos;
    event.commit();
  }

  /** Time that the threads of a kind were on a core. */
  @Name(THREAD_TIME)
  @Label("Thread Time")
  @StackTrace(false)
  private static final class ThreadTime extends Event {
    @SuppressWarnings("unused")
    @Nullable String kind;

    @SuppressWarnings("unused")
    long nanos;
  }

  /** What was done. */
  @Name(WORK)
  @Label("Work")
  @StackTrace(false)
  private static final class Work extends Event {
    @SuppressWarnings("unused")
    long records;

    @SuppressWarnings("unused")
    long nanos;

    @SuppressWarnings("unused")
    long streamNanos;

    @SuppressWarnings("unused")
    long bytes;
  }
}
