package dev.attune.evaluate.loop;

import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.wire.AvroLimits;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.consent.ConsentBook;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.engine.DecisionSink;
import dev.attune.topology.engine.PersonalizationEngine;
import dev.attune.topology.ingest.Gate;
import dev.attune.topology.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The production's gate, consent book and engine, called as a task of the topology calls them, with
 * profiles in memory instead of a store. A test sends the same lives through the production
 * topology and gets the same answers, byte for byte; only that takes many times as long, since the
 * test driver commits after each record.
 */
final class EnginePipeline implements Pipeline {

  private static final long MILLIS = 1000;

  static {
    AvroLimits.apply();
  }

  private final Catalog catalog;
  private final Gate gate = new Gate(Gate.DEFAULT_MAX_FUTURE);
  private final ConsentBook consentBook = new ConsentBook();
  private final PersonalizationEngine engine;
  private final Map<Pseudonym, Profile> profiles = new HashMap<>();
  private long offset;

  /**
   * @param model answers for every user; owned by the caller
   */
  EnginePipeline(DecisionSettings settings, List<CatalogItem> items, UsageModel model) {
    catalog = Catalog.of(items);
    engine = new PersonalizationEngine(settings, model);
  }

  @Override
  public void consent(Pseudonym user, ConsentRecord record) {
    consentBook.apply(profile(user), record);
  }

  @Override
  public void process(List<Sent> batch, Answers answers) {
    List<AcceptedEvent> accepted = new ArrayList<>(batch.size());
    for (Sent sent : batch) {
      Profile profile = profile(sent.user());
      long timestamp = sent.event().getOccurredAt() * MILLIS;
      if (gate.check(profile, sent.event(), timestamp).isEmpty()) {
        accepted.add(new AcceptedEvent(sent.user(), profile, sent.event(), timestamp, 0, offset++));
      }
    }
    engine.run(catalog, accepted, new Sink(answers));
  }

  private Profile profile(Pseudonym user) {
    return profiles.computeIfAbsent(user, unknown -> new Profile());
  }

  @Override
  public void close() {
    profiles.clear();
  }

  private record Sink(Answers answers) implements DecisionSink {

    @Override
    public void recommendations(AcceptedEvent cause, RecommendationList out) {
      answers.recommendations(cause.user(), out);
    }

    @Override
    public void notificationSettings(AcceptedEvent cause, NotificationSettings out) {
      answers.notificationSettings(cause.user(), out);
    }

    @Override
    public void audit(AcceptedEvent cause, DecisionMade entry) {}

    @Override
    public void failed(AcceptedEvent cause, Exception error) {
      throw new IllegalStateException("an event of a simulated phone failed", error);
    }
  }
}
