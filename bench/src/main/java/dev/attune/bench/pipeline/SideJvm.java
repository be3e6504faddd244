package dev.attune.bench.pipeline;

import dev.attune.deploy.cluster.JavaRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    List<String> line = new ArrayList<>();
    line.add(JavaRuntime.program());
    line.addAll(JavaRuntime.nativeAccessFlags());
    line.addAll(FLAGS);
    recording.ifPresent(
        file -> {
          line.add("-XX:StartFlightRecording=settings=profile,filename=" + file);
          line.add("-Xlog:jfr*=off");
          line.add("-XX:+UnlockDiagnosticVMOptions");
          line.add("-XX:+DebugNonSafepoints");
        });
    line.add(SideMain.class.getName());
    line.addAll(task.arguments());
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", JavaRuntime.classPath());
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    @Nullable Process process = null;
    try {
      process = builder.start();
      return result(task, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static SideSample result(SideTask task, Process process)
      throws IOException, InterruptedException {
    @Nullable SideSample sample = null;
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (SideSample.isSample(line)) {
          sample = SideSample.of(line);
        } else {
          said.append(line).append('\n');
        }
      }
    }
    int code = process.waitFor();
    if (code != 0 || sample == null) {
      throw new IllegalStateException(
          "the side " + task.side().word() + " ended with code " + code + ": " + said);
    }
    return sample;
  }
}
