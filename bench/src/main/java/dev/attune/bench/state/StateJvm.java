package dev.attune.bench.state;

import dev.attune.bench.jvm.FlightRecording;
import dev.attune.bench.jvm.MeasuringJvm;
import dev.attune.deploy.cluster.JavaRuntime;
import dev.attune.topology.memory.MemoryPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs an instance in a JVM of its own, with the flags that {@code attune run} gives it. */
final class StateJvm {

  private static final MeasuringJvm<StateSample> JVM =
      new MeasuringJvm<>(
          "an instance", JavaRuntime.classPath(), StateSample::isSample, StateSample::of);

  StateSample run(StateTask task, Optional<Path> recording) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:+UseParallelGC",
            "-Djava.awt.headless=true",
            "-Dattune.log.level=ERROR",
            "-Dattune.log.libraries=ERROR"));
    arguments.addAll(MemoryPlan.byDefault(task.threads()).jvmFlags());
    recording.ifPresent(file -> arguments.addAll(FlightRecording.flags(file)));
    arguments.add(StateMain.class.getName());
    arguments.addAll(task.arguments());
    return JVM.run(arguments);
  }
}
