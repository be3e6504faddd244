package dev.attune.deploy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The attune command in a process of its own, to be killed. */
public final class ApplicationProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private ApplicationProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts {@code attune} with these arguments; what it says goes to the end of {@code log}. */
  public static ApplicationProcess start(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(JavaRuntime.program());
    command.addAll(JavaRuntime.nativeAccessFlags());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    command.add("dev.attune.deploy.command.Attune");
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // As the launcher does: no telemetry of ONNX Runtime.
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    builder.environment().put("CLASSPATH", JavaRuntime.classPath());
    return new ApplicationProcess(builder.start(), log);
  }

  /** Whether it has not ended. */
  public boolean alive() {
    return process.isAlive();
  }

  /** What it said so far, and how it ended if it has. */
  public String said() throws IOException {
    return Files.readString(log)
        + (process.isAlive() ? "" : "\nended with code " + process.exitValue());
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets nothing of it run until {@link #resume}, as {@code kill -STOP} does. */
  public void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", name, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new AssertionError("kill " + name + " ended with code " + code);
    }
  }

  /** Asks it to end, as {@code kill} does, and gives its exit code. */
  public int end() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /** Waits until it has ended by itself, and gives its exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the process does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
