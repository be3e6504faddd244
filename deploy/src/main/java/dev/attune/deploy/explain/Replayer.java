package dev.attune.deploy.explain;

import dev.attune.deploy.explain.UserLog.Entry;
import dev.attune.deploy.explain.Verdict.Outcome;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.token.EventType;
import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.Trigger;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.audit.Digests;
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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes the decisions for a user again: runs the user's events, as the log has them, through the
 * production gate and engine, with the catalogs of then, and compares what comes out with what the
 * audit log says.
 */
final class Replayer {

  private final DecisionSettings settings;
  private final Duration maxFuture;
  private final UsageModel model;
  private final CatalogHistory catalogs;
  private final UserLog log;

  Replayer(
      DecisionSettings settings,
      Duration maxFuture,
      UsageModel model,
      CatalogHistory catalogs,
      UserLog log) {
    this.settings = settings;
    this.maxFuture = maxFuture;
    this.model = model;
    this.catalogs = catalogs;
    this.log = log;
  }

  /** Judges every decision for a user, in their order. */
  List<Verdict> replay(Pseudonym user, List<RecordedDecision> decisions) {
    Map<DecisionId, Made> made = new Life(user, decisions).live();
    List<Verdict> verdicts = new ArrayList<>(decisions.size());
    String releaseBefore = "";
    for (RecordedDecision decision : decisions) {
      verdicts.add(
          judge(
              decision,
              Optional.ofNullable(made.get(decision.entry().getDecision())),
              releaseBefore));
      releaseBefore = decision.entry().getRelease();
    }
    return verdicts;
  }

  /** What came out. */
  private record Made(DecisionMade entry, SpecificRecord output) {}

  private Verdict judge(RecordedDecision decision, Optional<Made> made, String releaseBefore) {
    DecisionMade entry = decision.entry();
    if (made.isPresent() && made.get().entry().getOutputSha256().equals(entry.getOutputSha256())) {
      return new Verdict(decision.id(), Outcome.SAME, List.of());
    }
    List<String> missing = missing(decision, releaseBefore);
    if (!missing.isEmpty()) {
      return new Verdict(decision.id(), Outcome.IMPOSSIBLE, missing);
    }
    if (made.isEmpty()) {
      return new Verdict(
          decision.id(), Outcome.DIFFERENT, List.of("No such decision was made this time."));
    }
    List<String> differences = new ArrayList<>();
    if (!made.get().entry().getProfileDigest().equals(entry.getProfileDigest())) {
      differences.add(
          "The profile was another one (digest "
              + hex(entry.getProfileDigest())
              + " then, "
              + hex(made.get().entry().getProfileDigest())
              + " now).");
    }
    if (decision.output() == null) {
      differences.add("The output differs; what came out then is no longer on its topic.");
    } else {
      differences.addAll(Differences.between(decision.output(), made.get().output()));
    }
    return new Verdict(decision.id(), Outcome.DIFFERENT, differences);
  }

  /** What the decision was made of and is not at hand; a sentence each. */
  private List<String> missing(RecordedDecision decision, String releaseBefore) {
    DecisionMade entry = decision.entry();
    List<String> missing = new ArrayList<>();
    if (!entry.getSettingsDigest().equals(ByteBuffer.wrap(Digests.ofSettings(settings)))) {
      missing.add("It was made with other settings: name the configuration of then with --config.");
    }
    if (catalogs.withDigest(entry.getCatalogDigest()).isEmpty()) {
      missing.add(
          "It was made with a catalog ("
              + hex(entry.getCatalogDigest())
              + ") that catalog.items no longer tells of.");
    }
    if (entry.getRelease().equals(StatisticalUsageModel.RELEASE)
        && !model.release().equals(StatisticalUsageModel.RELEASE)) {
      missing.add("The release failed at that moment, and the statistical fallback answered.");
    } else if (!entry.getRelease().equals(model.release())) {
      missing.add(
          "It was made by release "
              + entry.getRelease()
              + ", and this is "
              + model.release()
              + ": name the folder of then with --release.");
    } else if (!releaseBefore.isEmpty() && !releaseBefore.equals(entry.getRelease())) {
      missing.add(
          "The user came from release "
              + releaseBefore
              + " to "
              + entry.getRelease()
              + " shortly before; what the state was then is not in the log.");
    }
    long oldest = log.oldestOffset(decision.partition());
    if (oldest > 0) {
      missing.add(
          "Events before offset "
              + oldest
              + " of partition "
              + decision.partition()
              + " are gone by retention; the profile was made of them too.");
    }
    return missing;
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }

  /** One user's events, once more. */
  private final class Life implements DecisionSink {

    private final Pseudonym user;
    private final List<DecisionMade> entries;
    private final PersonalizationEngine engine = new PersonalizationEngine(settings, model);
    private final ConsentBook consents = new ConsentBook();
    private final Gate gate = new Gate(maxFuture);
    private final ProfileCodec codec = new ProfileCodec();
    private final Digests digests = new Digests();
    private final Map<DecisionId, Made> made = new HashMap<>();
    private Profile profile = new Profile();
    private int next;
    private SpecificRecord output = new RecommendationList();

    Life(Pseudonym user, List<RecordedDecision> decisions) {
      this.user = user;
      this.entries = decisions.stream().map(RecordedDecision::entry).toList();
    }

    Map<DecisionId, Made> live() {
      for (Entry entry : log.of(user)) {
        if (entry.value() instanceof ConsentRecord consent) {
          consent(consent);
        } else if (entry.value() instanceof UsageEvent event) {
          refreshed(entry);
          event(entry, event);
        }
      }
      refreshed(null);
      return made;
    }

    private void consent(ConsentRecord consent) {
      try {
        if (consents.apply(profile, consent) instanceof ConsentOutcome.Erased) {
          profile = new Profile();
        }
      } catch (IllegalArgumentException e) {
        // The application refused it too.
        return;
      }
    }

    private void event(Entry entry, UsageEvent event) {
      if (gate.check(profile, event, entry.timestamp()).isPresent()) {
        return;
      }
      AcceptedEvent accepted =
          new AcceptedEvent(
              user, profile, event, entry.timestamp(), entry.partition(), entry.offset());
      engine.run(catalogFor(entry.offset()), List.of(accepted), this);
    }

    /** The catalog of the next decision: what is between two decisions says nothing of it. */
    private Catalog catalogFor(long offset) {
      while (next < entries.size()
          && (entries.get(next).getTrigger() == Trigger.CATALOG
              || entries.get(next).getOffset() < offset)) {
        next++;
      }
      return next == entries.size()
          ? catalogs.latest()
          : catalogs.withDigest(entries.get(next).getCatalogDigest()).orElse(catalogs.latest());
    }

    /**
     * Decides again what a change of the catalog called for before this event: when that was is
     * known by the profile of then.
     */
    private void refreshed(UserLog.Entry before) {
      for (DecisionMade entry : entries) {
        if (entry.getTrigger() == Trigger.CATALOG
            && !made.containsKey(entry.getDecision())
            && entry.getDecidedAt() == profile.newestEventAt()
            && entry.getProfileDigest().equals(digest())) {
          int partition = before == null ? entry.getPartition() : before.partition();
          engine.refresh(
              catalogs.withDigest(entry.getCatalogDigest()).orElse(catalogs.latest()),
              List.of(new Refresh(user, profile, 0, partition)),
              this);
        }
      }
    }

    private ByteBuffer digest() {
      ByteBuffer bytes = ByteBuffer.allocate(8192);
      codec.encodeWithoutWatermarks(profile, bytes);
      return digests.ofProfile(bytes.flip());
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
      made.put(entry.getDecision(), new Made(entry, output));
    }

    @Override
    public void answered(AcceptedEvent cause, Arm arm, EventType type) {
      // Counted when it happened.
    }

    @Override
    public void failed(AcceptedEvent cause, Exception error) {
      // Nothing comes out of such an event, then as now.
    }
  }
}
