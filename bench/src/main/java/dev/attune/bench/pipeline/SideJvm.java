package dev.attune.bench.pipeline;

import dev.attune.bench.jvm.FlightRecording;
import dev.attune.bench.jvm.MeasuringJvm;
import dev.attune.deploy.cluster.JavaRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a side in a JVM of its own, with the flags of {@code attune run}. */
final class SideJvm {

  private static final List<String> FLAGS =
      List.of(
          "-Xshare:auto",
          "-XX:+UseParallelGC",
          "-Xmx2g",
          "-Djava.awt.headless=true",
          "-Dattune.log.level=ERROR",
          "-Dattune.log.libraries=ERROR");

  private final Optional<Path> recording;

  /**
   * @param recording where a Flight Recorder file of the run goes; none is made if empty
   */
  SideJvm(Optional<Path> recording) {
    this.recording = recording;
  }

  /**
   * Runs it; some seconds up to minutes.
   *
   * @throws IllegalStateException if it does not end well, with what it said
   */
  SideSample run(SideTask task) {
    List<String> arguments = new ArrayList<>(FLAGS);
    recording.ifPresent(file -> arguments.addAll(FlightRecording.flags(file)));
    arguments.add(SideMain.class.getName());
    arguments.addAll(task.arguments());
    return new MeasuringJvm<>(
            "the side " + task.side().word(),
            JavaRuntime.classPath(),
            SideSample::isSample,
            SideSample::of)
        .run(arguments);
  }
}
