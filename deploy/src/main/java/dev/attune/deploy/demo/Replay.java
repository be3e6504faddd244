package dev.attune.deploy.demo;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.device.replay.Pace;
import dev.attune.device.replay.RecordedLog;
import dev.attune.device.replay.ReplayReport;
import dev.attune.device.replay.ReplayedEvent;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A recorded log, sent through a pipeline of its own or to a cluster that is there. */
public final class Replay {
  private static final long SAY_NANOS = 5_000_000_000L;

  private final RecordedLog log;
  private final ReplaySettings settings;
  private final BooleanSupplier stopped;
  private final Consumer<String> say;
  private final Tally tally = new Tally();
  private final List<CatalogItem> catalog;

  /**
   * A replay that has not started.
   *
   * @param stopped whether to end early; asked all the time
   * @param say gets what happens, a line each
   */
  public Replay(
      RecordedLog log, ReplaySettings settings, BooleanSupplier stopped, Consumer<String> say) {
    this.log = log;
    this.settings = settings;
    this.stopped = stopped;
    this.say = say;
    this.catalog = RecordedCatalog.of(log.items());
  }

  /**
   * Replays through a pipeline of its own.
   *
   * @throws RuntimeException with a sentence for people if something fails or is unaccounted for
   */
  public Report run(PipelineSettings pipeline) {
    try (Target target = new Pipeline(pipeline, catalog, say)) {
      return run(target);
    }
  }

  /**
   * Replays to a cluster that was there before, which stays the caller's to close.
   *
   * @param application the id of the application that may be running there
   * @throws RuntimeException as {@link #run(PipelineSettings)}
   */
  public Report run(Cluster cluster, String application) {
    try (Target target = new RemoteTarget(cluster, application, catalog)) {
      return run(target);
    }
  }

  private Report run(Target target) {
    var registry = target.cluster().registry();
    RecordedUsers users =
        new RecordedUsers(
            log,
            settings.region(),
            PseudonymKeys.random(),
            new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS),
            target.producer());
    try (Observation observation =
        new Observation(target, users::consent, tally, Optional.empty())) {
      Instant startedAt = Instant.now();
      ConsentSender consents = new ConsentSender(registry, target.producer());
      users.pseudonyms().forEach(user -> consents.send(user, users.consent(), 0));
      target.producer().flush();
      observation.settle();
      say.accept("Replaying " + settings.name() + " ...");
      long start = System.nanoTime();
      ReplayReport replayed = send(users, observation);
      target.producer().flush();
      observation.settle();
      observation.requireAlive();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      say.accept(replayed.text().stripTrailing());
      Report report = report(startedAt, replayed, target, took);
      Demo.requireAllCounted(report);
      return report;
    }
  }

  private ReplayReport send(RecordedUsers users, Observation observation) {
    Sends sends = new Sends(tally);
    Sender sender = new Sender(users, observation, sends);
    ReplayReport replayed = log.replay(sender::send);
    sends.settle();
    return replayed;
  }

  private Report report(Instant startedAt, ReplayReport replayed, Target target, Duration took) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("log.rows", replayed.rows(), "count"));
    figures.add(new Figure("log.rows.used", replayed.rowsUsed(), "count"));
    figures.add(new Figure("log.rows.skipped", replayed.rowsSkipped(), "count"));
    replayed
        .skipped()
        .forEach(
            (reason, some) ->
                figures.add(
                    new Figure("log.rows.skipped." + reason.label(), some.rows(), "count")));
    figures.add(new Figure("log.users", replayed.users(), "count"));
    figures.add(new Figure("log.items", replayed.items(), "count"));
    figures.addAll(PipelineFigures.of(tally, target.stats(), took));
    Map<String, String> tables = new HashMap<>();
    tables.put("log", settings.name());
    tables.putAll(PipelineFigures.tables(tally, Optional.empty()));
    return new Report(
        "replay",
        0,
        startedAt,
        figures,
        tables,
        target.stats().map(ReleaseTexts::table).stream().toList());
  }

  /** Sends one event after the other, when it is due. */
  private final class Sender {
    private final RecordedUsers users;
    private final Observation observation;
    private final Sends sends;
    private Optional<Pace> pace = Optional.empty();
    private long sent;
    private long saidAt = System.nanoTime();

    Sender(RecordedUsers users, Observation observation, Sends sends) {
      this.users = users;
      this.observation = observation;
      this.sends = sends;
    }

    void send(ReplayedEvent event) {
      if (pace.isEmpty()) {
        pace = Optional.of(new Pace(event.occurredAt(), Instant.now(), settings.speed()));
      }
      awaitDue(event);
      sends.add(
          users
              .recorder(event.userId())
              .record(event.occurredAt(), event.context(), event.payload()));
      sent++;
      if (System.nanoTime() - saidAt > SAY_NANOS) {
        saidAt = System.nanoTime();
        observation.requireAlive();
        observation.deliveries().take();
        say.accept(String.format("  %,d events sent, %,d lists back", sent, tally.lists.sum()));
      }
    }

    private void awaitDue(ReplayedEvent event) {
      Duration left = pace.orElseThrow().untilDue(event.occurredAt(), Instant.now());
      while (!left.isZero() && !stopped.getAsBoolean()) {
        LockSupport.parkNanos(Math.min(left.toNanos(), 50_000_000L));
        left = pace.orElseThrow().untilDue(event.occurredAt(), Instant.now());
      }
      if (stopped.getAsBoolean()) {
        throw new ClusterException("The replay was stopped after " + sent + " events.", null);
      }
    }
  }
}
