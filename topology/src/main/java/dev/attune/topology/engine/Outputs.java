package dev.attune.topology.engine;

import dev.attune.schemas.audit.DecisionKind;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.Trigger;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.topology.audit.DecisionIds;
import dev.attune.topology.audit.Digests;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.notify.NotificationPlanner;
import dev.attune.topology.notify.SettingsPlan;
import dev.attune.topology.profile.Engagement;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import dev.attune.topology.recommend.Recommendation;
import dev.attune.topology.recommend.Recommender;
import java.nio.ByteBuffer;

/**
 * Sends decisions that are news, each with its audit entry, and notes in the profile what was sent.
 */
final class Outputs {

  private static final int PROFILE_ROOM = 8192;

  private final byte[] settingsDigest;
  private final Recommender recommender;
  private final NotificationPlanner planner;
  private final ProfileCodec codec;
  private final DecisionIds ids = new DecisionIds();
  private final Digests digests = new Digests();
  private final ByteBuffer encoded = ByteBuffer.allocate(PROFILE_ROOM);

  Outputs(
      DecisionSettings settings,
      Recommender recommender,
      NotificationPlanner planner,
      ProfileCodec codec) {
    this.settingsDigest = Digests.ofSettings(settings);
    this.recommender = recommender;
    this.planner = planner;
    this.codec = codec;
  }

  void send(Catalog catalog, PendingDecision decided, DecisionSink sink) {
    if (decided.recommendation().isPresent()) {
      send(catalog, decided, decided.recommendation().get(), sink);
    }
    if (decided.plan().isPresent()) {
      send(catalog, decided, decided.plan().get(), sink);
    }
  }

  private void send(
      Catalog catalog, PendingDecision decided, Recommendation recommendation, DecisionSink sink) {
    AcceptedEvent cause = decided.step().cause();
    Profile profile = cause.profile();
    long now = decided.step().now();
    if (!recommender.isNews(profile, recommendation, now)) {
      profile.outbox().listDecided(now);
      return;
    }
    boolean again = cause.offset() == Refresh.NO_OFFSET;
    long expiresAt =
        again
            ? Math.min(recommendation.expiresAt(), profile.outbox().listExpiresAt())
            : recommendation.expiresAt();
    String release = decided.listRelease();
    DecisionId id = ids.of(cause.user(), cause.event(), DecisionKind.RECOMMENDATIONS, release);
    RecommendationList list =
        new RecommendationList(
            id, now, expiresAt, release, recommendation.items(), Origin.GENERATED, decided.arm());
    DecisionMade entry =
        entry(decided, catalog, id, DecisionKind.RECOMMENDATIONS, release, digests.ofOutput(list));
    entry.setCandidates(recommendation.considered());
    entry.setRules(recommendation.removed());
    long decidedAt = again ? profile.outbox().listDecidedAt() : now;
    profile.outbox().listSent(decidedAt, expiresAt, recommendation.hashArray());
    sink.recommendations(cause, list);
    sink.audit(cause, entry);
  }

  private void send(
      Catalog catalog, PendingDecision decided, SettingsPlan plan, DecisionSink sink) {
    AcceptedEvent cause = decided.step().cause();
    Profile profile = cause.profile();
    long now = decided.step().now();
    if (!planner.isNews(profile, plan)) {
      profile.outbox().settingsDecided(now);
      return;
    }
    String release = decided.settingsRelease();
    DecisionId id =
        ids.of(cause.user(), cause.event(), DecisionKind.NOTIFICATION_SETTINGS, release);
    NotificationSettings settings =
        new NotificationSettings(
            id,
            now,
            release,
            plan.settings(),
            plan.quietHours().orElse(null),
            Origin.GENERATED,
            decided.arm());
    DecisionMade entry =
        entry(
            decided,
            catalog,
            id,
            DecisionKind.NOTIFICATION_SETTINGS,
            release,
            digests.ofOutput(settings));
    entry.setCandidates(Engagement.CATEGORIES);
    entry.setRules(plan.kept());
    plan.applyTo(profile.notificationChoices());
    profile.outbox().settingsSent(now, plan.fingerprint());
    sink.notificationSettings(cause, settings);
    sink.audit(cause, entry);
  }

  private DecisionMade entry(
      PendingDecision decided,
      Catalog catalog,
      DecisionId id,
      DecisionKind kind,
      String release,
      ByteBuffer output) {
    AcceptedEvent cause = decided.step().cause();
    DecisionMade entry = new DecisionMade();
    entry.setDecision(id);
    entry.setKind(kind);
    entry.setDecidedAt(cause.event().getOccurredAt());
    entry.setPartition(cause.partition());
    entry.setOffset(cause.offset());
    entry.setRelease(release);
    entry.setProfileDigest(profileDigest(cause.profile()));
    entry.setOutputSha256(output);
    entry.setTrigger(cause.offset() == Refresh.NO_OFFSET ? Trigger.CATALOG : Trigger.EVENT);
    entry.setArm(decided.arm());
    entry.setCatalogDigest(catalog.digest());
    entry.setSettingsDigest(ByteBuffer.wrap(settingsDigest.clone()));
    entry.setOrigin(Origin.GENERATED);
    return entry;
  }

  private ByteBuffer profileDigest(Profile profile) {
    encoded.clear();
    codec.encodeWithoutWatermarks(profile, encoded);
    return digests.ofProfile(encoded.flip());
  }
}
