package dev.attune.deploy.explain;

import dev.attune.deploy.explain.UserLog.Entry;
import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.consent.ConsentBook;
import dev.attune.topology.consent.ConsentOutcome;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.engine.DecisionSink;
import dev.attune.topology.engine.PersonalizationEngine;
import dev.attune.topology.engine.Refresh;
import dev.attune.topology.ingest.Gate;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import dev.attune.topology.release.ModelChoice;
import dev.attune.topology.release.RankingWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs records of one user through the production gate and engine, each with any catalog and any
 * model, from any profile. Not thread-safe.
 */
final class Rerun implements DecisionSink {

  private final Pseudonym user;
  private final PersonalizationEngine engine;
  private final Gate gate;
  private final ConsentBook consents = new ConsentBook();
  private final ProfileCodec codec = new ProfileCodec();
  private final List<Made> made = new ArrayList<>();
  private Profile profile = new Profile();
  private @Nullable UsageModel model;
  private SpecificRecord output = new RecommendationList();

  Rerun(DecisionSettings settings, Duration maxFuture, Pseudonym user) {
    this.user = user;
    this.engine = new PersonalizationEngine(settings, new Chosen(), RankingWatch.NONE);
    this.gate = new Gate(maxFuture);
  }

  /** The profile as it is. */
  byte[] snapshot() {
    return codec.encode(profile);
  }

  /** Goes on from a profile as it was; what was made since then is forgotten. */
  void goBackTo(byte[] snapshot) {
    profile = codec.decode(snapshot);
    made.clear();
  }

  /** When the newest event happened, in seconds since 1970-01-01T00:00Z. */
  long newestEventAt() {
    return profile.newestEventAt();
  }

  /** What was decided since the last snapshot was gone back to, in its order. */
  List<Made> made() {
    return List.copyOf(made);
  }

  /**
   * One record.
   *
   * @return whether it was let in
   */
  boolean step(Entry entry, Catalog catalog, UsageModel with) {
    if (entry.value() instanceof ConsentRecord consent) {
      return consent(consent);
    }
    UsageEvent event = (UsageEvent) entry.value();
    if (gate.check(profile, event, entry.timestamp()).isPresent()) {
      return false;
    }
    model = with;
    AcceptedEvent accepted =
        new AcceptedEvent(
            user, profile, event, entry.timestamp(), entry.partition(), entry.offset());
    engine.run(catalog, List.of(accepted), this);
    return true;
  }

  /** Decides the last list again, as after a change of the catalog. */
  void refresh(Catalog catalog, UsageModel with, int partition) {
    model = with;
    engine.refresh(catalog, List.of(new Refresh(user, profile, 0, partition)), this);
  }

  private boolean consent(ConsentRecord consent) {
    try {
      if (consents.apply(profile, consent) instanceof ConsentOutcome.Erased) {
        profile = new Profile();
      }
      return true;
    } catch (IllegalArgumentException e) {
      // The application refused it too.
      return false;
    }
  }

  @Override
  public void recommendations(AcceptedEvent cause, RecommendationList out) {
    output = out;
  }

  @Override
  public void notificationSettings(AcceptedEvent cause, NotificationSettings out) {
    output = out;
  }

  @Override
  public void audit(AcceptedEvent cause, DecisionMade entry) {
    made.add(new Made(entry, output));
  }

  @Override
  public void failed(AcceptedEvent cause, Exception error) {
    // Nothing comes out of such an event, then as now.
  }

  /** Whichever model the next record is to be run with. */
  private final class Chosen implements ModelChoice {

    @Override
    public void startBatch() {
      // There is nothing to take over between batches.
    }

    @Override
    public Optional<UsageModel> sole() {
      return Optional.ofNullable(model);
    }

    @Override
    public UsageModel modelOf(Pseudonym whose, String region, int stateTag) {
      return sole().orElseThrow();
    }
  }
}
