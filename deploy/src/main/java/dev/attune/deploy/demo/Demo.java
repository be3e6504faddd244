package dev.attune.deploy.demo;

import dev.attune.deploy.ledger.SessionExport;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.view.DemoView;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Simulated phones on a pipeline of their own, or on a cluster that is there. */
public final class Demo {
  private final DemoSettings settings;
  private final DemoView view;
  private final BooleanSupplier stopped;
  private final Consumer<String> say;
  private final Simulation world;
  private final Tally tally = new Tally();
  private final Optional<DecisionLog> log;

  /**
   * A demo that has not started.
   *
   * @param keepDecisions whether decisions are kept in memory for a digest
   * @param view shows how it goes
   * @param stopped whether to end early; asked all the time
   * @param say gets what happens before the phones run, a line each
   */
  public Demo(
      DemoSettings settings,
      boolean keepDecisions,
      DemoView view,
      BooleanSupplier stopped,
      Consumer<String> say) {
    this.settings = settings;
    this.view = view;
    this.stopped = stopped;
    this.say = say;
    this.log = keepDecisions ? Optional.of(new DecisionLog()) : Optional.empty();
    this.world =
        new Simulation(SimulationConfig.of(settings.seed(), settings.users(), DemoSettings.START));
  }

  /**
   * Runs on a pipeline of its own until all is sent, or stopped; and then until all that was sent
   * is processed.
   *
   * @throws RuntimeException with a sentence for people if something fails, if events are
   *     unaccounted for, or if an item was offered that must not be
   */
  public Report run(PipelineSettings pipeline) {
    try (Target target = new Pipeline(pipeline, world.catalog(), say)) {
      return run("demo", target);
    }
  }

  /**
   * Runs against a cluster that was there before, which stays the caller's to close.
   *
   * @param application the id of the application that may be running there
   * @throws RuntimeException as {@link #run(PipelineSettings)}
   */
  public Report run(Cluster cluster, String application) {
    try (Target target = new RemoteTarget(cluster, application, world.catalog())) {
      return run("simulate", target);
    }
  }

  private Report run(String command, Target target) {
    var registry = target.cluster().registry();
    PhoneMaker maker =
        new PhoneMaker(
            PseudonymKeys.of(settings),
            new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS),
            target.producer());
    Crowd crowd = new Crowd(world, maker);
    Story story = new Story(new OfferCheck(world.catalog())::title);
    try (Observation observation =
        new Observation(target, user -> crowd.find(user).map(Person::consent), tally, log)) {
      sendConsents(crowd, target);
      observation.settle();
      say.accept(settings.users() + " simulated users pick up their phones. Ctrl-C ends.");
      Instant startedAt = Instant.now();
      long start = System.nanoTime();
      Phones phones = new Phones(crowd, maker, observation.deliveries(), tally, story);
      Ticker ticker =
          new Ticker(view, new Snapshots(settings.users(), tally, story, target::stats, start));
      try {
        send(new Turns(phones, () -> over(observation)), observation);
        observation.settle();
      } finally {
        ticker.close();
      }
      observation.requireAlive();
      List<Figure> figures =
          PipelineFigures.of(tally, target.stats(), Duration.ofNanos(System.nanoTime() - start));
      if (target.stats().isPresent()) {
        figures.add(
            new Figure("synthetic.sessions", SessionExport.count(target.cluster()), "count"));
      }
      Report report =
          new Report(
              command,
              settings.seed(),
              startedAt,
              figures,
              PipelineFigures.tables(tally, log),
              target.stats().map(ReleaseTexts::table).stream().toList());
      requireAllCounted(report);
      return report;
    }
  }

  private static void sendConsents(Crowd crowd, Target target) {
    ConsentSender consents = new ConsentSender(target.cluster().registry(), target.producer());
    long at = DemoSettings.START.getEpochSecond();
    crowd.people().forEach(person -> consents.send(person.pseudonym(), person.consent(), at));
    target.producer().flush();
  }

  private void send(Turns turns, Observation observation) {
    if (settings.deterministic()) {
      turns.lockstep(settings.events(), settings.rate(), observation::settle);
    } else {
      turns.live(settings.events(), settings.rate());
    }
  }

  private boolean over(Observation observation) {
    observation.requireAlive();
    return stopped.getAsBoolean();
  }

  static void requireAllCounted(Report report) {
    if (report.value("events.accepted").isEmpty()) {
      return; // the application can't be asked
    }
    double sent = report.value("events.sent").orElse(0);
    double counted =
        report.value("events.accepted").orElse(0) + report.value("events.rejected").orElse(0);
    if (sent != counted) {
      throw new ClusterException(
          "Events are unaccounted for: " + (long) sent + " sent, " + (long) counted + " counted.",
          null);
    }
  }
}
