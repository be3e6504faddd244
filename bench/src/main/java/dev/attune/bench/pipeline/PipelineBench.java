package dev.attune.bench.pipeline;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Runs whole applications on one broker over the same events, one after the other, each in a JVM of
 * its own, in rounds whose order moves on by one.
 */
public final class PipelineBench {

  /** Of all events, so many are left when measuring ends: a side is then still under load. */
  private static final double MEASURED_UNTIL = 0.97;

  private final PipelineSettings settings;
  private final Consumer<String> say;

  /**
   * @param say gets what happens, a line each
   */
  public PipelineBench(PipelineSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /**
   * Measures; many minutes.
   *
   * @throws IllegalStateException if a side fails
   */
  public Report run() {
    Instant startedAt = Instant.now();
    Map<PipelineSide, List<SideSample>> samples = new EnumMap<>(PipelineSide.class);
    settings.sides().forEach(side -> samples.put(side, new ArrayList<>()));
    say.accept("Starting a broker and a registry ...");
    try (FilledCluster cluster = FilledCluster.start(settings.partitions())) {
      say.accept(String.format("%,d events of %,d users ...", settings.events(), settings.users()));
      cluster.fill(
          new CrowdLog(settings.seed(), settings.users(), settings.events(), Instant.now()));
      createOutput(cluster);
      int count = settings.sides().size();
      for (int round = 0; round < settings.rounds(); round++) {
        for (int turn = 0; turn < count; turn++) {
          PipelineSide side = settings.sides().get((turn + round) % count);
          SideSample sample = run(cluster, side, round);
          say.accept(
              String.format(
                  "round %d  %-14s %,9.0f events/s  %6.2f us of stream threads, %6.2f us in all,"
                      + " %,7.0f bytes an event",
                  round + 1,
                  side.word(),
                  sample.rate(),
                  sample.streamMicros(),
                  sample.processMicros(),
                  sample.bytesPerEvent()));
          samples.get(side).add(sample);
        }
      }
    }
    return PipelineReport.of(settings, startedAt, samples);
  }

  /** Where the recording of a run is, if any was wanted. */
  public static Path recording(Path folder, PipelineSide side, int round) {
    return folder.resolve(application(side, round) + ".jfr");
  }

  private static String application(PipelineSide side, int round) {
    return "bench-" + side.word() + "-" + round;
  }

  private SideSample run(FilledCluster cluster, PipelineSide side, int round) {
    String application = application(side, round);
    Path state = cluster.folder().resolve(application);
    long consents = side.readsConsents() ? settings.users() : 0;
    SideTask task =
        new SideTask(
            side,
            cluster.cluster().addresses().bootstrapServers(),
            cluster.cluster().addresses().registryUrl(),
            application,
            state,
            settings.threads(),
            consents + settings.warmUp(),
            consents + (long) (settings.events() * MEASURED_UNTIL),
            settings.seconds(),
            settings.seconds());
    Optional<Path> recording = settings.recordings().map(folder -> recording(folder, side, round));
    try {
      return new SideJvm(recording).run(task);
    } finally {
      cleanUp(cluster.cluster(), application, state);
    }
  }

  private void createOutput(FilledCluster cluster) {
    NewTopic output =
        new NewTopic(BareTopologies.OUTPUT, settings.partitions(), (short) 1)
            .configs(Map.of("retention.bytes", "67108864", "segment.bytes", "33554432"));
    cluster.cluster().createTopics(List.of(output));
  }

  /** Changelogs and stores of a run are of no use to the next, which starts afresh. */
  private static void cleanUp(Cluster cluster, String application, Path state) {
    Set<String> topics = Cluster.await(cluster.admin().listTopics().names(), "No topics are told");
    Cluster.await(
        cluster
            .admin()
            .deleteTopics(
                topics.stream().filter(topic -> topic.startsWith(application + "-")).toList())
            .all(),
        "Changelogs can't be deleted");
    if (Files.exists(state)) {
      try (Stream<Path> files = Files.walk(state)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
