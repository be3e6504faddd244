package dev.attune.deploy.release;

import dev.attune.deploy.provision.Cluster;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.Releases;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.RolloutException;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.release.topic.PublishedRelease;
import dev.attune.models.release.topic.ReleaseAssembler;
import dev.attune.schemas.release.TakeBackReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The releases of a cluster as an operator sees and changes them. Until a rollout is decided,
 * everyone is taken to have the release that travels with Attune.
 */
public final class ReleaseBoard implements AutoCloseable {
  private final Cluster cluster;
  private final TrustedKeys trusted;
  private final String operator;
  private final ReleasePublisher publisher;
  private ReleaseAssembler topic;

  /**
   * Reads what is there.
   *
   * @param trusted whose releases may be rolled out
   * @param operator who decides, as it is written down
   */
  public ReleaseBoard(Cluster cluster, TrustedKeys trusted, String operator) {
    this.cluster = cluster;
    this.trusted = trusted;
    this.operator = operator;
    this.topic = ReleaseReader.read(cluster);
    this.publisher = new ReleasePublisher(cluster);
  }

  /** What the topic says. */
  public ReleaseAssembler topic() {
    return topic;
  }

  /** Who gets what now. */
  public Rollout rollout() {
    return topic
        .rollout()
        .orElseGet(() -> Rollout.everyone(Releases.builtInId(), Instant.now(), operator));
  }

  /**
   * Publishes a release.
   *
   * @return whether anything was sent; not if it is there already
   */
  public boolean publish(ReleaseBundle bundle, ReleasePublisher.Progress progress) {
    boolean sent = publisher.publish(bundle, topic, progress);
    topic = ReleaseReader.read(cluster);
    return sent;
  }

  /**
   * The files of a release that is published.
   *
   * @throws RolloutException if there is no such release, or not all of it
   */
  public ReleaseSource source(String releaseId) {
    PublishedRelease release =
        topic
            .published(releaseId)
            .orElseThrow(
                () -> new RolloutException("The release " + releaseId + " is not published."));
    return release
        .source()
        .orElseThrow(
            () ->
                new RolloutException(
                    "The release "
                        + releaseId
                        + " is not all there: "
                        + release.missing()
                        + " chunks are missing; publish it again."));
  }

  /**
   * Makes all checks of a release that is published.
   *
   * @throws RolloutException if there is no such release, or not all of it
   */
  public ReleaseInspection inspect(String releaseId) {
    return ReleaseInspection.of(releaseId, source(releaseId), trusted);
  }

  /**
   * Gives a release to a share of users.
   *
   * @param region empty means all
   * @param again whether a release that was taken back may be rolled out
   * @return who gets what from now on
   * @throws RolloutException if it can't be
   * @throws ReleaseRefusedException if a check of the release fails
   */
  public Rollout rollOut(
      String releaseId, Optional<String> region, int sharePermille, boolean again) {
    Rollout changed =
        rollout().withShare(releaseId, region, sharePermille, Instant.now(), operator);
    if (sharePermille > 0) {
      requireGood(releaseId, again);
    }
    // Instances may carry another release one day; the topic must have all that it names.
    if (changed.releases().contains(Releases.builtInId())
        && topic.published(Releases.builtInId()).isEmpty()) {
      publish(ReleaseBundle.read(Releases.builtInFiles(), TrustedKeys.builtIn()), (n, of) -> {});
    }
    changed.requireKnown(id -> topic.source(id).isPresent());
    if (again && topic.takenBack().containsKey(releaseId)) {
      publisher.allowAgain(releaseId);
    }
    publisher.rollOut(changed);
    topic = ReleaseReader.read(cluster);
    return changed;
  }

  /**
   * Takes a release back: nobody gets it any more, and it can't be rolled out by mistake.
   *
   * @return who gets what from now on
   * @throws RolloutException if there is no release to go back to
   */
  public Rollout rollBack(String releaseId, String detail) {
    Rollout changed = rollout().without(releaseId, this::mayStandIn, Instant.now(), operator);
    publisher.takeBack(
        new TakenBack(releaseId, TakeBackReason.BY_HAND, detail, Instant.now(), operator));
    publisher.rollOut(changed);
    topic = ReleaseReader.read(cluster);
    return changed;
  }

  /**
   * The release that a rollback without a name means: the only one with a share, or, if there is
   * none, the one for everyone.
   *
   * @throws RolloutException if several have a share
   */
  public String latest() {
    List<Rollout.Rule> rules = rollout().rules();
    List<String> shared =
        rules.subList(0, rules.size() - 1).stream()
            .map(Rollout.Rule::releaseId)
            .distinct()
            .toList();
    if (shared.size() > 1) {
      throw new RolloutException("Say which release: " + String.join(" or ", shared) + ".");
    }
    return shared.isEmpty() ? rollout().everyone() : shared.get(0);
  }

  /**
   * Erases a release that nobody gets.
   *
   * @throws RolloutException if it is not there, or someone gets it
   */
  public void remove(String releaseId) {
    if (topic.keys(releaseId).isEmpty()) {
      throw new RolloutException("The release " + releaseId + " is not published.");
    }
    if (rollout().rules().stream().anyMatch(rule -> rule.releaseId().equals(releaseId))) {
      throw new RolloutException(
          "The release " + releaseId + " is rolled out; roll it back before it is removed.");
    }
    publisher.remove(releaseId, topic);
    topic = ReleaseReader.read(cluster);
  }

  @Override
  public void close() {
    publisher.close();
  }

  private void requireGood(String releaseId, boolean again) {
    TakenBack takenBack = topic.takenBack().get(releaseId);
    if (takenBack != null && !again) {
      throw new RolloutException(
          "The release "
              + releaseId
              + " was taken back ("
              + takenBack.detail()
              + "); add --again to roll it out nevertheless.");
    }
    boolean carried =
        releaseId.equals(Releases.builtInId()) && topic.published(releaseId).isEmpty();
    if (!carried) {
      inspect(releaseId).orThrow();
    }
  }

  private boolean mayStandIn(String releaseId) {
    return !topic.takenBack().containsKey(releaseId)
        && (topic.source(releaseId).isPresent() || releaseId.equals(Releases.builtInId()));
  }
}
