package dev.attune.bench.state;

import dev.attune.deploy.cluster.JavaRuntime;
import dev.attune.topology.memory.MemoryPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs an instance in a JVM of its own, with the flags that {@code attune run} gives it. */
final class StateJvm {

  StateSample run(StateTask task) {
    List<String> line = new ArrayList<>();
    line.add(JavaRuntime.program());
    line.addAll(JavaRuntime.nativeAccessFlags());
    line.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:+UseParallelGC",
            "-Djava.awt.headless=true",
            "-Dattune.log.level=ERROR",
            "-Dattune.log.libraries=ERROR"));
    line.addAll(MemoryPlan.byDefault(task.threads()).jvmFlags());
    line.add(StateMain.class.getName());
    line.addAll(task.arguments());
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", JavaRuntime.classPath());
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    @Nullable Process process = null;
    try {
      process = builder.start();
      return result(process);
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

  private static StateSample result(Process process) throws IOException, InterruptedException {
    @Nullable StateSample sample = null;
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (StateSample.isSample(line)) {
          sample = StateSample.of(line);
        } else {
          said.append(line).append('\n');
        }
      }
    }
    int code = process.waitFor();
    if (code != 0 || sample == null) {
      throw new IllegalStateException("an instance ended with code " + code + ": " + said);
    }
    return sample;
  }
}
