package dev.attune.bench.pipeline;

import dev.attune.deploy.cluster.JavaRuntime;
import dev.attune.schemas.topics.TopicCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the job on Flink in a JVM of its own, with a class path of its own: its RocksDB has the same
 * packages as that of Kafka Streams.
 */
final class PeerJvm {

  /** The folder that the module {@code bench/peer} is built into. */
  static final String HOME = "attune.peer.home";

  private static final String MAIN = "dev.attune.peer.PeerMain";

  private final String classPath;

  private PeerJvm(String classPath) {
    this.classPath = classPath;
  }

  /**
   * What was built.
   *
   * @throws IllegalStateException if nothing was
   */
  static PeerJvm find() {
    Path home = Path.of(System.getProperty(HOME, "bench/peer/target"));
    Path classes = home.resolve("classes").toAbsolutePath();
    Path libraries = home.resolve("attune/lib").toAbsolutePath();
    if (!Files.isDirectory(classes) || !Files.isDirectory(libraries)) {
      throw new IllegalStateException(
          "The job on Flink is not built: run ./attune bench peer, or ./mvnw -pl bench/peer -am"
              + " package");
    }
    return new PeerJvm(classes + ":" + libraries + "/*");
  }

  /**
   * Runs it.
   *
   * @throws IllegalStateException if it does not end well, with what it said
   */
  SideSample run(SideTask task) {
    List<String> line = new ArrayList<>();
    line.add(JavaRuntime.program());
    line.addAll(JavaRuntime.nativeAccessFlags());
    line.addAll(
        List.of("-Xshare:auto", "-XX:+UseParallelGC", "-Xmx2g", "-Djava.awt.headless=true"));
    // What Flink asks for on Java 17.
    for (String opened : List.of("java.lang", "java.util", "java.nio", "java.time")) {
      line.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    line.add(MAIN);
    line.addAll(
        List.of(
            task.bootstrapServers(),
            task.registryUrl(),
            TopicCatalog.USAGE_EVENTS.name(),
            BareTopologies.OUTPUT,
            task.application(),
            task.state().toString(),
            Integer.toString(task.threads()),
            Long.toString(task.from()),
            Long.toString(task.to()),
            Integer.toString(task.mostSeconds())));
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

  private static SideSample result(Process process) throws IOException, InterruptedException {
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
    if (code != 0 || sample == null || sample.records() <= 0) {
      throw new IllegalStateException("the job on Flink ended with code " + code + ": " + said);
    }
    return sample;
  }
}
