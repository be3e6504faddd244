package dev.attune.deploy.release;

import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.cluster.TemporaryFolder;
import dev.attune.deploy.demo.Demo;
import dev.attune.deploy.demo.DemoSettings;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.view.SilentView;
import dev.attune.device.record.RecorderProducer;
import dev.attune.models.release.Releases;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.topic.ReleaseFolder;
import dev.attune.models.release.topic.ReleaseKey;
import dev.attune.models.release.topic.ReleaseRecords;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.topology.app.ApplicationState;
import dev.attune.topology.app.AttuneApplication;
import dev.attune.topology.app.AttuneConfig;
import dev.attune.topology.app.PipelineStats;
import dev.attune.topology.release.ReleaseStatus;
import dev.attune.topology.release.ReleaseStatus.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A pipeline under load gets a new release at 10%, then for everyone, then broken ones, and is
 * watched meanwhile.
 */
public final class SwapStory {

  private static final String APPLICATION = "swaps";
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final Duration RUN_ON = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 20;

  private final int users;
  private final int rate;
  private final Consumer<String> say;
  private final Map<String, String> reasons = new LinkedHashMap<>();

  /**
   * What was seen.
   *
   * @param sent events sent
   * @param counted events that the application accepted or rejected
   * @param invalid items that should not have been offered
   * @param lists recommendation lists
   * @param usualPauseMillis the longest time between two batches in seven windows without changes,
   *     one before each change
   * @param longestPauseMillis the longest time between two batches while releases came and went; on
   *     a machine that others use too, compare it with the usual one
   * @param usualBatchMillis the most processor time of a batch in the windows without changes
   * @param longestBatchMillis the most processor time of a batch while releases came and went: what
   *     replacing a release may cost the events that wait for it
   * @param commitMillis the commit interval
   * @param movedUsers how often a user moved to another release
   * @param reasons why releases were refused or taken back, as the application says, by release
   * @param onTheTopic the same as the topic of releases says
   */
  public record Outcome(
      long sent,
      long counted,
      long invalid,
      long lists,
      double usualPauseMillis,
      double longestPauseMillis,
      double usualBatchMillis,
      double longestBatchMillis,
      long commitMillis,
      long movedUsers,
      Map<String, String> reasons,
      Map<String, String> onTheTopic) {

    /** Copies the maps. */
    public Outcome {
      reasons = new LinkedHashMap<>(reasons);
      onTheTopic = new LinkedHashMap<>(onTheTopic);
    }
  }

  /**
   * A story that has not begun.
   *
   * @param rate events a second
   * @param say gets what happens, a line each
   */
  public SwapStory(int users, int rate, Consumer<String> say) {
    this.users = users;
    this.rate = rate;
    this.say = say;
  }

  /**
   * Starts a cluster of its own and runs the story on it; a minute or two.
   *
   * @throws RuntimeException with a sentence for people if something does not become as it must
   */
  public Outcome run() {
    try (LocalCluster local = LocalCluster.start();
        Cluster cluster =
            Cluster.connect(new Addresses(local.bootstrapServers(), local.registryUrl()));
        TemporaryFolder folder = TemporaryFolder.create("swaps")) {
      ProvisionPlan.of(cluster, PARTITIONS, (short) 1).apply();
      ForgedReleases forged = new ForgedReleases(folder.path());
      AttuneConfig config =
          AttuneConfig.of(
              Map.of(
                  "bootstrap.servers", local.bootstrapServers(),
                  "schema.registry.url", local.registryUrl(),
                  "application.id", APPLICATION,
                  "state.dir", folder.path().resolve("state").toString(),
                  "model.trusted.keys", forged.trustedKeys().toString()));
      Outcome outcome;
      try (AttuneApplication application = started(config)) {
        outcome = run(cluster, application, forged, config);
      }
      try (AttuneApplication application = started(config)) {
        restarted(application);
      }
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted.", e);
    }
  }

  private static AttuneApplication started(AttuneConfig config) throws InterruptedException {
    AttuneApplication application = new AttuneApplication(config);
    try {
      application.start();
      if (application.awaitRunning(PATIENCE)) {
        return application;
      }
    } catch (RuntimeException e) {
      application.close();
      throw e;
    }
    application.close();
    throw new ClusterException("The application does not start.", null);
  }

  /** What was good is loaded again, and what was taken back is not. */
  private void restarted(AttuneApplication application) throws InterruptedException {
    CompletableFuture<Report> nobody = new CompletableFuture<>();
    awaitState(application, nobody, "next-1", State.LOADED);
    for (String id : reasons.keySet()) {
      awaitState(application, nobody, id, State.TAKEN_BACK);
    }
    say.accept("started again: next-1 is loaded, the others are known to be broken");
  }

  private Outcome run(
      Cluster cluster, AttuneApplication application, ForgedReleases forged, AttuneConfig config)
      throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    Demo phones =
        new Demo(
            new DemoSettings(users, rate, Optional.empty(), 7, false),
            false,
            new SilentView(),
            enough::get,
            line -> {});
    CompletableFuture<Report> load =
        CompletableFuture.supplyAsync(() -> phones.run(cluster, APPLICATION));
    Pauses pauses = new Pauses(application);
    try (Producer<byte[], byte[]> producer =
            RecorderProducer.open(cluster.addresses().bootstrapServers(), Map.of());
        pauses) {
      Topic topic = new Topic(cluster, producer);
      awaitStats(application, load, "events flow", stats -> stats.accepted() > 5L * rate);
      Windows windows = new Windows(application, pauses);
      swaps(application, topic, forged, load, windows);
      enough.set(true);
      Report report = finished(load);
      PipelineStats stats = application.stats();
      return new Outcome(
          (long) report.value("events.sent").orElse(0),
          stats.accepted() + stats.rejectedTotal(),
          (long) report.value("recommendations.invalid").orElse(0),
          stats.lists(),
          windows.quietPause,
          windows.busyPause,
          windows.quietBatch,
          windows.busyBatch,
          config.topology().commitInterval().toMillis(),
          stats.movedUsers(),
          reasons,
          onTheTopic(cluster));
    } finally {
      enough.set(true);
    }
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  private void swaps(
      AttuneApplication application,
      Topic topic,
      ForgedReleases forged,
      CompletableFuture<Report> load,
      Windows windows)
      throws InterruptedException {
    String builtIn = Releases.builtInId();
    Path next = forged.sound("next-1");
    windows.quiet();
    topic.publish(next);
    topic.rollOut("next-1", 100, builtIn);
    awaitState(application, load, "next-1", State.LOADED);
    say.accept("next-1 published, at 10%" + windows.busy());
    windows.quiet();
    topic.rollOut("next-1", 1000, builtIn);
    say.accept("next-1 for everyone" + windows.busy());
    List<Path> broken =
        List.of(
            forged.flippedByte("flipped-byte"),
            forged.wrongShape("wrong-shape"),
            forged.notNumbers("not-numbers"),
            forged.slow("slow-graph"),
            forged.biased("sometimes-not-numbers", Float.NaN, 2));
    for (Path release : broken) {
      windows.quiet();
      String said = broken(application, topic, load, release);
      say.accept(said + windows.busy());
    }
  }

  private String broken(
      AttuneApplication application, Topic topic, CompletableFuture<Report> load, Path release)
      throws InterruptedException {
    String id = String.valueOf(release.getFileName());
    topic.publish(release);
    topic.rollOut(id, 1000, "next-1");
    ReleaseStatus status =
        awaitRelease(
            application,
            load,
            id + " is refused or taken back",
            found ->
                found.id().equals(id)
                    && (found.state() == State.REFUSED || found.state() == State.TAKEN_BACK));
    String reason = status.state().word() + ": " + status.reason().orElse("");
    reasons.put(id, reason);
    return id + " " + reason + " (" + status.detail().orElse("") + ")";
  }

  private static void awaitState(
      AttuneApplication application, CompletableFuture<Report> load, String id, State state)
      throws InterruptedException {
    awaitRelease(
        application,
        load,
        id + " is " + state.word(),
        status -> status.id().equals(id) && status.state() == state);
  }

  private static ReleaseStatus awaitRelease(
      AttuneApplication application,
      CompletableFuture<Report> load,
      String what,
      Predicate<ReleaseStatus> wanted)
      throws InterruptedException {
    awaitStats(application, load, what, stats -> stats.releases().stream().anyMatch(wanted));
    return application.stats().releases().stream().filter(wanted).findFirst().orElseThrow();
  }

  private static void awaitStats(
      AttuneApplication application,
      CompletableFuture<Report> load,
      String what,
      Predicate<PipelineStats> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.test(application.stats())) {
      if (application.state() == ApplicationState.FAILED) {
        throw new ClusterException(
            "The application failed: " + application.failure().orElse(null), null);
      }
      if (load.isDone()) {
        finished(load);
        throw new ClusterException("The phones stopped before " + what + ".", null);
      }
      if (System.nanoTime() > deadline) {
        throw new ClusterException(
            "After " + PATIENCE.toSeconds() + " s it is not so that " + what + ".", null);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static Report finished(CompletableFuture<Report> load) {
    try {
      return load.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static Map<String, String> onTheTopic(Cluster cluster) {
    Map<String, String> found = new LinkedHashMap<>();
    ReleaseReader.read(cluster)
        .takenBack()
        .forEach((id, takenBack) -> found.put(id, takenBack.reason() + ": " + takenBack.detail()));
    return found;
  }

  /** Writes releases and rollouts as they are, good or bad. */
  private record Topic(Cluster cluster, Producer<byte[], byte[]> producer) {

    void publish(Path release) {
      try {
        ReleaseFolder.records(release, Instant.now()).forEach(this::send);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** One release for some, or for all, and another one before it or for the rest. */
    void rollOut(String id, int sharePermille, String other) {
      Rollout before = Rollout.everyone(other, Instant.now(), "story");
      send(
          ReleaseKey.ROLLOUT,
          ReleaseRecords.of(
              before.withShare(id, Optional.empty(), sharePermille, Instant.now(), "story")));
    }

    private void send(String key, ModelRelease record) {
      RecordEncoder<ModelRelease> encoder =
          new RecordEncoder<>(cluster.registry(), ModelRelease.class, TopicCatalog.MODEL_RELEASES);
      Future<?> sent =
          producer.send(
              new ProducerRecord<>(
                  TopicCatalog.MODEL_RELEASES.name(),
                  key.getBytes(StandardCharsets.UTF_8),
                  encoder.encode(record)));
      try {
        sent.get();
      } catch (ExecutionException e) {
        throw new ClusterException("A release can't be sent: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClusterException("Interrupted while a release was sent.", e);
      }
    }
  }

  /**
   * Windows of time in which releases change, each after one in which they do not: what a machine
   * does meanwhile meets both.
   */
  private static final class Windows {

    private final AttuneApplication application;
    private final Pauses pauses;
    double quietPause;
    double busyPause;
    double quietBatch;
    double busyBatch;

    Windows(AttuneApplication application, Pauses pauses) {
      this.application = application;
      this.pauses = pauses;
    }

    /** Lets a window without changes pass; what follows is one with. */
    void quiet() throws InterruptedException {
      pauses.longestSinceLast();
      application.takeLongestBatch();
      Thread.sleep(RUN_ON.toMillis());
      quietPause = Math.max(quietPause, pauses.longestSinceLast());
      quietBatch = Math.max(quietBatch, millis(application.takeLongestBatch()));
    }

    /** Lets the changes take effect and ends their window; says how it was. */
    String busy() throws InterruptedException {
      Thread.sleep(RUN_ON.toMillis());
      double pause = pauses.longestSinceLast();
      busyPause = Math.max(busyPause, pause);
      busyBatch = Math.max(busyBatch, millis(application.takeLongestBatch()));
      return String.format(Locale.ROOT, "; at most %.0f ms between batches", pause);
    }
  }

  /** Sees how long nothing is processed. */
  private static final class Pauses implements AutoCloseable {

    private static final long LOOK_NANOS = 2_000_000;

    private final AttuneApplication application;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile long longest;

    Pauses(AttuneApplication application) {
      this.application = application;
      this.thread = new Thread(this::look, "pauses");
      thread.setDaemon(true);
      thread.start();
    }

    private void look() {
      long batches = 0;
      long since = System.nanoTime();
      while (!stopped) {
        long now = System.nanoTime();
        long done = application.stats().batches();
        longest = Math.max(longest, now - since);
        if (done != batches) {
          batches = done;
          since = now;
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }

    /** The longest pause since this was last asked, in milliseconds. */
    double longestSinceLast() {
      double found = longest / 1e6;
      longest = 0;
      return found;
    }

    @Override
    public void close() {
      stopped = true;
    }
  }
}
