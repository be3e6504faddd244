package dev.attune.bench.parts;

import dev.attune.bench.pipeline.CrowdLog;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.consent.ConsentBook;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.engine.DecisionSink;
import dev.attune.topology.engine.PersonalizationEngine;
import dev.attune.topology.ingest.Gate;
import dev.attune.topology.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Simulated people who have lived for a while through gate and engine, as the pipeline does it. */
final class Crowd {

  private static final long SEED = 7;
  private static final long MILLIS = 1000;
  private static final Instant NOW = Instant.parse("2026-03-12T00:00:00Z");

  /** Takes everything and does nothing with it. */
  static final DecisionSink NO_SINK = new NoSink();

  private final Map<Pseudonym, Profile> profiles = new LinkedHashMap<>();
  private final List<AcceptedEvent> events = new ArrayList<>();

  /**
   * Lets them live.
   *
   * @param users how many there are
   * @param count how many events there are, of all together
   */
  Crowd(int users, int count) {
    CrowdLog log = new CrowdLog(SEED, users, count, NOW);
    log.consents(
        (user, consent, at) ->
            new ConsentBook().apply(profile(Pseudonym.of(user)), new ConsentRecord(at, consent)));
    Gate gate = new Gate(Gate.DEFAULT_MAX_FUTURE);
    log.events(
        (key, event) -> {
          Pseudonym user = Pseudonym.of(key);
          long timestamp = event.getOccurredAt() * MILLIS;
          if (gate.check(profile(user), event, timestamp).isEmpty()) {
            events.add(new AcceptedEvent(user, profile(user), event, timestamp, 0, events.size()));
          }
        });
    engine().run(Catalog.EMPTY, events, NO_SINK);
  }

  /** Decides by counts, so that no time goes to a model. */
  static PersonalizationEngine engine() {
    return new PersonalizationEngine(
        DecisionSettings.defaults(), new StatisticalUsageModel(Vocabulary.of(List.of())));
  }

  /** What the simulated people can be offered. */
  static Catalog catalog() {
    return Catalog.of(new Simulation(SimulationConfig.of(SEED, 1, NOW)).catalog());
  }

  private Profile profile(Pseudonym user) {
    return profiles.computeIfAbsent(user, any -> new Profile());
  }

  /** What they did, in the order of time. */
  List<AcceptedEvent> events() {
    return events;
  }

  /** Their profiles in the end. */
  Map<Pseudonym, Profile> profiles() {
    return profiles;
  }

  private static final class NoSink implements DecisionSink {

    @Override
    public void recommendations(AcceptedEvent cause, RecommendationList out) {}

    @Override
    public void notificationSettings(AcceptedEvent cause, NotificationSettings out) {}

    @Override
    public void audit(AcceptedEvent cause, DecisionMade entry) {}

    @Override
    public void failed(AcceptedEvent cause, Exception error) {
      throw new IllegalStateException(error);
    }
  }
}
