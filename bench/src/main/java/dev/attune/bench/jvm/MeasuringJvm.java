package dev.attune.bench.jvm;

import dev.attune.deploy.cluster.JavaRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A program in a JVM of its own that measures something, tells it in one line of what it prints,
 * and ends.
 *
 * @param what it is called when it fails
 * @param classPath where its classes are
 * @param isSample whether a line is what was measured
 * @param parse reads that line
 * @param <T> what is measured
 */
public record MeasuringJvm<T>(
    String what, String classPath, Predicate<String> isSample, Function<String, T> parse) {

  /**
   * Runs it; some seconds up to minutes. Never leaves it running.
   *
   * @param arguments flags of the JVM, the main class, and what it is told
   * @throws IllegalStateException if it does not end well or measures nothing, with what it said
   */
  public T run(List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(JavaRuntime.program());
    line.addAll(JavaRuntime.nativeAccessFlags());
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", classPath);
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

  private T result(Process process) throws IOException, InterruptedException {
    @Nullable T sample = null;
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (isSample.test(line)) {
          sample = parse.apply(line);
        } else {
          said.append(line).append('\n');
        }
      }
    }
    int code = process.waitFor();
    if (code != 0 || sample == null) {
      throw new IllegalStateException(what + " ended with code " + code + ": " + said);
    }
    return sample;
  }
}
