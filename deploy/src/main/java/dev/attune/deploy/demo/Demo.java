package dev.attune.deploy.demo;

import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.view.DemoView;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Simulated phones on a pipeline of their own. */
public final class Demo {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final DemoSettings settings;
  private final PipelineSettings pipelineSettings;
  private final Consumer<String> say;
  private final Tally tally = new Tally();
  private final Optional<DecisionLog> log;

  /**
   * A demo that has not started.
   *
   * @param keepDecisions whether decisions are kept in memory for a digest
   * @param say gets what happens before and after the phones run, a line each
   */
  public Demo(
      DemoSettings settings,
      PipelineSettings pipelineSettings,
      boolean keepDecisions,
      Consumer<String> say) {
    this.settings = settings;
    this.pipelineSettings = pipelineSettings;
    this.say = say;
    this.log = keepDecisions ? Optional.of(new DecisionLog()) : Optional.empty();
  }

  /**
   * Runs until all is sent, or stopped; and then until all that was sent is processed.
   *
   * @param stopped asked all the time
   * @throws RuntimeException with a sentence for people if something fails, if events are
   *     unaccounted for, or if an item was offered that must not be
   */
  public Report run(DemoView view, BooleanSupplier stopped) {
    Simulation world =
        new Simulation(SimulationConfig.of(settings.seed(), settings.users(), DemoSettings.START));
    try (Pipeline pipeline = new Pipeline(pipelineSettings, world.catalog(), say)) {
      say.accept(settings.users() + " simulated users pick up their phones. Ctrl-C ends.");
      Report report = run(world, pipeline, view, stopped);
      requireSound(report);
      return report;
    }
  }

  private Report run(Simulation world, Pipeline pipeline, DemoView view, BooleanSupplier stopped) {
    var registry = pipeline.cluster().registry();
    OfferCheck check = new OfferCheck(world.catalog());
    Story story = new Story(check::title);
    Crowd crowd = new Crowd(world, PseudonymKeys.of(settings));
    Deliveries deliveries = new Deliveries(registry, crowd, check, tally, log);
    Progress progress = pipeline.progress(PATIENCE);
    ConsentSender consents = new ConsentSender(registry, pipeline.producer());
    Phones phones =
        new Phones(
            crowd,
            deliveries,
            tally,
            story,
            new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS),
            pipeline.producer());
    try (OutputReader reader =
        new OutputReader(
            pipeline.cluster(), deliveries::arrived, error -> tally.wentWrong(error.toString()))) {
      crowd
          .people()
          .forEach(
              person ->
                  consents.send(
                      person.pseudonym(), person.consent(), DemoSettings.START.getEpochSecond()));
      pipeline.producer().flush();
      progress.awaitAll(reader);
      Instant startedAt = Instant.now();
      long start = System.nanoTime();
      Runnable settled = () -> progress.awaitAll(reader);
      Ticker ticker =
          new Ticker(
              view,
              new Snapshots(settings.users(), tally, story, pipeline.application()::stats, start));
      try {
        send(new Turns(phones, () -> over(pipeline, stopped)), settled);
        settled.run();
      } finally {
        ticker.close();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return DemoReport.of(settings, startedAt, tally, pipeline.application().stats(), took, log);
    }
  }

  private void send(Turns turns, Runnable settled) {
    if (settings.deterministic()) {
      turns.lockstep(settings.events(), settings.rate(), settled);
    } else {
      turns.live(settings.events(), settings.rate());
    }
  }

  private boolean over(Pipeline pipeline, BooleanSupplier stopped) {
    pipeline.requireAlive();
    return stopped.getAsBoolean() || tally.problem() != null;
  }

  private void requireSound(Report report) {
    String problem = tally.problem();
    if (problem != null) {
      throw new ClusterException(problem, null);
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
