package dev.attune.topology.app;

import dev.attune.schemas.wire.AvroLimits;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.topology.memory.JvmMemory;
import dev.attune.topology.memory.MemoryPlan;
import dev.attune.topology.stream.PersonalizationTopology;
import dev.attune.topology.stream.PipelineCounters;
import dev.attune.topology.stream.PipelineCounters.Count;
import dev.attune.topology.summary.SummarySettings;
import dev.attune.topology.synthesis.Generators;
import dev.attune.topology.synthesis.LedgerHistory;
import dev.attune.topology.synthesis.ReleaseGenerators;
import dev.attune.topology.synthesis.SynthesisParts;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the stream application, run from a configuration alone.
 *
 * <pre>{@code
 * try (AttuneApplication application = new AttuneApplication(AttuneConfig.load(file))) {
 *   application.start();
 *   application.awaitStopped();
 * }
 * }</pre>
 *
 * <p>When a thread fails, the instance stops: nothing of the open transaction becomes visible, and
 * a restart with the same instance id and state folder takes the work up again. (Replacing the
 * thread would leave its partitions to a static member that is gone, until the session times out.)
 *
 * <p>Thread-safe. An application starts once.
 */
public final class AttuneApplication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AttuneApplication.class);
  private static final Duration CLUSTER_PATIENCE = Duration.ofSeconds(15);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

  private final AttuneConfig config;
  private final PipelineCounters counters = new PipelineCounters();
  private final PipelineMetrics metrics = new PipelineMetrics(counters, () -> stats().releases());
  private final AtomicReference<ApplicationState> state =
      new AtomicReference<>(ApplicationState.NEW);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch ran = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable KafkaStreams streams;
  private volatile @Nullable ReleaseService releases;
  private @Nullable ReleaseThread releaseThread;
  private @Nullable TakeBackProducer takeBacks;
  private @Nullable SchemaRegistryClient registry;

  static {
    AvroLimits.apply();
  }

  /** An application that has not started. */
  public AttuneApplication(AttuneConfig config) {
    this.config = config;
  }

  /**
   * Checks model, cluster and registry, and starts.
   *
   * @throws StartupException if one of them is not as it must be; nothing is left running
   * @throws IllegalStateException if it was started before
   */
  public synchronized void start() {
    if (!state.compareAndSet(ApplicationState.NEW, ApplicationState.STARTING)) {
      throw new IllegalStateException("an application starts once");
    }
    // For each record of a task one of whose topics has nothing new, Kafka Streams 4.3 makes up a
    // text with String.format, whether it is logged or not (KAFKA-19682). Other locales look their
    // digits up each time, for half of its time and memory.
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    ModelReleases configured = null;
    try {
      checkMemory();
      // A release that is refused is refused before anything is asked of the cluster.
      configured = ModelReleases.open(config);
      Properties settings = StreamsSettings.of(config);
      StreamsConfig checked = new StreamsConfig(settings);
      Properties admin = new Properties();
      admin.putAll(checked.getAdminConfigs(config.applicationId() + "-check"));
      boolean synthesis = config.synthesis().isPresent();
      int partitions =
          ClusterCheck.run(
              admin,
              ClusterCheck.needed(config.releases().fromTopic(), synthesis),
              CLUSTER_PATIENCE);
      registry = RegistryClients.create(config.schemaRegistryUrl());
      RegistryCheck.run(registry, config.schemaRegistryUrl());
      ModelReleases writes = configured;
      releases = releases(configured, checked);
      configured = null;
      Topology topology =
          PersonalizationTopology.build(
              config.topology(),
              releases.running(),
              registry,
              counters,
              synthesis(checked, partitions, registry, writes));
      streams = new KafkaStreams(topology, settings);
      streams.setStateListener((now, before) -> changed(now));
      streams.setUncaughtExceptionHandler(this::failed);
      streams.start();
      releaseThread = new ReleaseThread(releases, takeBacks, metrics::refresh);
    } catch (RuntimeException e) {
      failure.set(e);
      if (configured != null) {
        configured.close();
      }
      close();
      throw e;
    }
    LOG.info(
        "event=started application={} instance={} release={} threads={}",
        config.applicationId(),
        config.instanceId().orElse("-"),
        config.modelRelease(),
        config.threads());
  }

  /** A ceiling that someone asked for must hold; the one that is there by default is an advice. */
  private void checkMemory() {
    MemoryPlan plan = config.memory();
    LOG.info("event=memory-plan {}", plan.line());
    List<String> problems = plan.problems(JvmMemory.current());
    if (problems.isEmpty()) {
      return;
    }
    if (config.memoryIsSet()) {
      throw new StartupException(String.join(" ", problems), null);
    }
    LOG.info("event=memory-not-bounded {}", String.join(" ", problems));
  }

  private Optional<SynthesisParts> synthesis(
      StreamsConfig checked, int partitions, SchemaRegistryClient schemas, ModelReleases writes) {
    LedgerHistory history = new LedgerConsumer(checked, config.applicationId() + "-ledger");
    return config
        .synthesis()
        .map(
            settings ->
                new SynthesisParts(
                    settings,
                    partitions,
                    generators(writes, settings, history, schemas, counters),
                    history,
                    schemas));
  }

  /**
   * What writes sessions: the release of the configuration if it may, else the chain.
   *
   * @param writes open for as long as what this returns is used
   */
  public static Generators generators(
      ModelReleases writes,
      SummarySettings settings,
      LedgerHistory history,
      SchemaRegistryClient schemas,
      PipelineCounters counters) {
    return ReleaseGenerators.of(
        writes.verified(),
        writes::newModel,
        settings,
        () -> history.entries(schemas),
        () -> counters.add(Count.GENERATORS_REFUSED, 1));
  }

  private ReleaseService releases(ModelReleases configured, StreamsConfig checked) {
    String name = config.instanceId().orElse(config.applicationId());
    takeBacks = new TakeBackProducer(checked, config.applicationId() + "-releases", registry);
    return new ReleaseService(
        configured,
        config.releases(),
        ModelReleases.trusted(config.trustedKeysFile()),
        registry,
        counters,
        takeBacks,
        "instance " + name);
  }

  private void changed(KafkaStreams.State now) {
    switch (now) {
      case RUNNING -> {
        state.set(ApplicationState.RUNNING);
        ran.countDown();
      }
      case CREATED, REBALANCING -> state.set(ApplicationState.STARTING);
      case PENDING_SHUTDOWN, PENDING_ERROR -> state.set(ApplicationState.STOPPING);
      case NOT_RUNNING, ERROR -> stopped();
    }
    LOG.info("event=state-changed state={} streams={}", state(), now);
  }

  private void stopped() {
    state.set(failure.get() == null ? ApplicationState.STOPPED : ApplicationState.FAILED);
    ran.countDown();
    stopped.countDown();
  }

  private StreamThreadExceptionResponse failed(Throwable error) {
    failure.compareAndSet(null, error);
    LOG.error(
        "event=failed action=stop: this instance stops because a thread failed; nothing of its open"
            + " transaction becomes visible, and a restart continues at the last commit",
        error);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /**
   * Waits until partitions are assigned, restored and processed.
   *
   * @return whether the application runs; false if it did not within this time
   * @throws StartupException if it failed
   */
  public boolean awaitRunning(Duration patience) throws InterruptedException {
    boolean inTime = ran.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    Throwable error = failure.get();
    if (error != null) {
      throw new StartupException("The application failed: " + error.getMessage(), error);
    }
    return inTime && state() != ApplicationState.STOPPED;
  }

  /** Waits until the application has stopped, by {@link #close} or because it failed. */
  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /** Where in its life the application is. */
  public ApplicationState state() {
    return state.get();
  }

  /** Why the application failed, if it did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** What has been done so far. */
  public PipelineStats stats() {
    ReleaseService serving = releases;
    return PipelineStats.of(counters, serving == null ? List.of() : serving.status());
  }

  /** The most processor time that a batch of events took since this was last asked. */
  public Duration takeLongestBatch() {
    return Duration.ofNanos(counters.takeLongestBatch());
  }

  /** What is done, as meters. */
  public PipelineMetrics metrics() {
    return metrics;
  }

  /** Commits what is done and stops; waits at most 30 seconds for it. */
  @Override
  public synchronized void close() {
    if (releaseThread != null) {
      releaseThread.close();
    }
    if (streams != null && !streams.close(CLOSE_PATIENCE)) {
      LOG.warn("event=close-timed-out waited_ms={}", CLOSE_PATIENCE.toMillis());
      // Threads that still run may use the models: better not to free them.
      return;
    }
    closeReleases();
    closeRegistry();
    stopped();
  }

  private void closeReleases() {
    if (releases != null && (releaseThread == null || releaseThread.ended())) {
      releases.close();
    }
    if (takeBacks != null) {
      takeBacks.close();
    }
  }

  private void closeRegistry() {
    if (registry == null) {
      return;
    }
    try {
      registry.close();
    } catch (IOException e) {
      LOG.debug("event=registry-close-failed", e);
    }
    registry = null;
  }
}
