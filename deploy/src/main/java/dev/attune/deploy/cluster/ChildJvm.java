package dev.attune.deploy.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A server in a JVM of its own that ends with this one. Signals that go to all processes of a
 * terminal or a group, such as Ctrl-C, do not reach it, so that the parent can end in order first.
 * Thread-safe.
 */
final class ChildJvm implements AutoCloseable {
  private static final Duration END_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String name;
  private final TemporaryFolder folder;
  private final Process process;

  private ChildJvm(String name, TemporaryFolder folder, Process process) {
    this.name = name;
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts a JVM.
   *
   * @param name the word for the server in messages
   * @param folder its working folder, deleted when it ends
   * @param classPath its class path; classes of this package are found on it
   * @param flags its JVM flags
   * @param command main class and arguments
   */
  static ChildJvm start(
      String name,
      TemporaryFolder folder,
      String classPath,
      List<String> flags,
      List<String> command) {
    List<String> line = new ArrayList<>();
    // An ignored signal stays ignored across exec, also in the JVM.
    line.addAll(
        List.of("sh", "-c", "trap '' HUP INT TERM; exec \"$@\"", "sh", JavaRuntime.program()));
    line.addAll(JavaRuntime.nativeAccessFlags());
    line.addAll(flags);
    line.addAll(List.of("-cp", classPath, ParentGuard.class.getName()));
    line.add(folder.path().toString());
    line.addAll(command);
    try {
      Process process =
          new ProcessBuilder(line)
              .directory(folder.path().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log(folder).toFile())
              .start();
      return new ChildJvm(name, folder, process);
    } catch (IOException e) {
      folder.close();
      throw new StartupException("The " + name + " can't be started: " + e.getMessage(), e);
    }
  }

  /** Waits until the server is ready; ends it if it is not in time, or dies. */
  void awaitReady(Duration timeout, BooleanSupplier ready) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (!ready.getAsBoolean()) {
        if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          throw failed("ended with code " + process.exitValue());
        }
        if (System.nanoTime() > deadline) {
          throw failed("is not ready after " + timeout.toSeconds() + " s");
        }
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new StartupException("The wait for the " + name + " was interrupted.", e);
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    folder.close();
  }

  private StartupException failed(String how) {
    String reason = lastError();
    close();
    return new StartupException(
        "The " + name + " " + how + (reason.isEmpty() ? "." : ": " + reason));
  }

  /** The last line of the log that tells of an error, or the last line at all. */
  private String lastError() {
    try (Stream<String> lines = Files.lines(log(folder), StandardCharsets.UTF_8)) {
      List<String> written = lines.filter(line -> !line.isBlank()).toList();
      return written.stream()
          .filter(line -> line.contains("ERROR") || line.contains("Exception"))
          .reduce((earlier, later) -> later)
          .orElse(written.isEmpty() ? "" : written.get(written.size() - 1));
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  private static Path log(TemporaryFolder folder) {
    return folder.path().resolve("server.log");
  }
}
