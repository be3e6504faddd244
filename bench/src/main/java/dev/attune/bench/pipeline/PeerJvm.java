package dev.attune.bench.pipeline;

import dev.attune.bench.jvm.MeasuringJvm;
import dev.attune.schemas.topics.TopicCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    List<String> arguments =
        new ArrayList<>(
            List.of("-Xshare:auto", "-XX:+UseParallelGC", "-Xmx2g", "-Djava.awt.headless=true"));
    // What Flink asks for on Java 17.
    for (String opened : List.of("java.lang", "java.util", "java.nio", "java.time")) {
      arguments.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    arguments.add(MAIN);
    arguments.addAll(
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
    SideSample sample =
        new MeasuringJvm<>("the job on Flink", classPath, SideSample::isSample, SideSample::of)
            .run(arguments);
    if (sample.records() <= 0) {
      throw new IllegalStateException("the job on Flink has processed nothing");
    }
    return sample;
  }
}
