package dev.attune.deploy.explain;

import dev.attune.deploy.explain.Verdict.Outcome;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.topology.audit.Digests;
import dev.attune.topology.engine.DecisionSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Makes the decisions for a user again: runs the user's events, as the log has them, through the
 * production gate and engine, with the catalogs and releases of then, and compares what comes out
 * with what the audit log says.
 */
final class Replayer {

  private final DecisionSettings settings;
  private final Duration maxFuture;
  private final Models models;
  private final CatalogHistory catalogs;
  private final UserLog log;

  Replayer(
      DecisionSettings settings,
      Duration maxFuture,
      Models models,
      CatalogHistory catalogs,
      UserLog log) {
    this.settings = settings;
    this.maxFuture = maxFuture;
    this.models = models;
    this.catalogs = catalogs;
    this.log = log;
  }

  /** Judges every decision for a user, in their order. */
  List<Verdict> replay(Pseudonym user, List<RecordedDecision> decisions) {
    UserReplay life =
        new UserReplay(
            new Rerun(settings, maxFuture, user),
            models,
            catalogs,
            log.of(user),
            decisions.stream().map(RecordedDecision::entry).toList());
    List<Verdict> verdicts = new ArrayList<>(decisions.size());
    Optional<RecordedDecision> lost = Optional.empty();
    Optional<RecordedDecision> before = Optional.empty();
    for (RecordedDecision decision : decisions) {
      Verdict verdict = judge(decision, life, before, lost);
      verdicts.add(verdict);
      if (life.isFollowed(decision.entry().getDecision())) {
        lost = Optional.empty();
      } else if (lost.isEmpty() && verdict.outcome() == Outcome.IMPOSSIBLE) {
        lost = Optional.of(decision);
      }
      before = Optional.of(decision);
    }
    return verdicts;
  }

  private Verdict judge(
      RecordedDecision decision,
      UserReplay life,
      Optional<RecordedDecision> before,
      Optional<RecordedDecision> lost) {
    DecisionMade entry = decision.entry();
    Optional<Made> made = life.made(entry.getDecision());
    if (made.isPresent() && made.get().entry().getOutputSha256().equals(entry.getOutputSha256())) {
      return new Verdict(decision.id(), Outcome.SAME, List.of());
    }
    List<String> missing = missing(decision, life);
    if (!missing.isEmpty()) {
      return new Verdict(decision.id(), Outcome.IMPOSSIBLE, missing);
    }
    if (lost.isPresent() && !life.isFollowed(entry.getDecision())) {
      return new Verdict(
          decision.id(),
          Outcome.IMPOSSIBLE,
          List.of(
              "It builds on decision " + lost.get().id() + ", which can't be made again either."));
    }
    return new Verdict(decision.id(), Outcome.DIFFERENT, differences(decision, made, before));
  }

  private static List<String> differences(
      RecordedDecision decision, Optional<Made> made, Optional<RecordedDecision> before) {
    DecisionMade entry = decision.entry();
    List<String> differences = new ArrayList<>();
    before
        .map(one -> one.entry().getRelease())
        .filter(release -> !release.equals(entry.getRelease()))
        .ifPresent(
            release ->
                differences.add(
                    "The user moved from release "
                        + release
                        + " to "
                        + entry.getRelease()
                        + " before it, and no moment of the log fits that move."));
    if (made.isEmpty()) {
      differences.add("No such decision was made this time.");
      return differences;
    }
    DecisionMade again = made.get().entry();
    if (!again.getProfileDigest().equals(entry.getProfileDigest())) {
      differences.add(
          "The profile was another one (digest "
              + hex(entry.getProfileDigest())
              + " then, "
              + hex(again.getProfileDigest())
              + " now).");
    }
    if (decision.output() == null) {
      differences.add("The output differs; what came out then is no longer on its topic.");
    } else {
      differences.addAll(Differences.between(decision.output(), made.get().output()));
    }
    return differences;
  }

  /** What the decision was made of and is not at hand; a sentence each. */
  private List<String> missing(RecordedDecision decision, UserReplay life) {
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
    if (entry.getRelease().equals(StatisticalUsageModel.RELEASE)) {
      missing.add("The release failed at that moment, and the statistical fallback answered.");
    } else if (models.of(entry.getRelease()).isEmpty()) {
      missing.add(models.missing(entry.getRelease()));
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
    if (life.isRefused(entry.getDecision())) {
      missing.add(
          "The consent of then is gone: privacy.consents keeps only the latest of each user.");
    }
    return missing;
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
