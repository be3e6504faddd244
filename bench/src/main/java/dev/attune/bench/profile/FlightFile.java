package dev.attune.bench.profile;

import dev.attune.bench.jvm.FlightRecording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * What a file of {@link FlightRecording} holds.
 *
 * @param samples threads, seen now and then
 * @param allocations what was allocated
 * @param threadNanos time on a core by kind of thread; empty if the system does not tell
 * @param records how many records were processed
 * @param nanos how long it was
 * @param streamNanos time that the stream threads were on a core
 * @param bytes what they allocated
 */
record FlightFile(
    List<Sampled> samples,
    List<Allocation> allocations,
    Map<String, Long> threadNanos,
    long records,
    long nanos,
    long streamNanos,
    long bytes) {

  /**
   * Something was allocated.
   *
   * @param bytes what the thread had allocated since it was seen before
   */
  record Allocation(Instant at, String thread, List<String> methods, long bytes) {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it was not written by {@link FlightRecording}
   */
  static FlightFile read(Path file) {
    List<Sampled> samples = new ArrayList<>();
    List<Allocation> allocations = new ArrayList<>();
    Map<String, Long> threads = new LinkedHashMap<>();
    long records = 0;
    long nanos = 0;
    long streamNanos = 0;
    long bytes = 0;
    try (RecordingFile in = new RecordingFile(file)) {
      while (in.hasMoreEvents()) {
        RecordedEvent event = in.readEvent();
        switch (event.getEventType().getName()) {
          case "jdk.ExecutionSample" -> samples.add(sample(event, false));
          case "jdk.NativeMethodSample" -> samples.add(sample(event, true));
          case "jdk.ObjectAllocationSample" ->
              allocations.add(
                  new Allocation(
                      event.getStartTime(),
                      name(event.getThread()),
                      methods(event),
                      event.getLong("weight")));
          case FlightRecording.THREAD_TIME ->
              threads.put(event.getString("kind"), event.getLong("nanos"));
          case FlightRecording.WORK -> {
            records = event.getLong("records");
            nanos = event.getLong("nanos");
            streamNanos = event.getLong("streamNanos");
            bytes = event.getLong("bytes");
          }
          default -> {
            // Of no interest here.
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
    if (records <= 0 || samples.isEmpty()) {
      throw new IllegalArgumentException(
          file + " is no recording that attune bench pipeline --profile or bench profile made.");
    }
    return new FlightFile(
        samples, measured(allocations), threads, records, nanos, streamNanos, bytes);
  }

  /** Without the first of each thread, which stands for all since the thread was started. */
  static List<Allocation> measured(List<Allocation> all) {
    Set<String> known = new HashSet<>();
    return all.stream()
        .sorted(Comparator.comparing(Allocation::at))
        .filter(one -> !known.add(one.thread()))
        .toList();
  }

  private static Sampled sample(RecordedEvent event, boolean inNative) {
    return new Sampled(name(event.getThread("sampledThread")), inNative, methods(event));
  }

  private static String name(@Nullable RecordedThread thread) {
    String name = thread == null ? null : thread.getJavaName();
    return name == null ? "" : name;
  }

  private static List<String> methods(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    if (trace == null) {
      return List.of();
    }
    return trace.getFrames().stream()
        .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
        .toList();
  }
}
