package dev.attune.topology.app;

import dev.attune.models.onnx.OnnxEnvironment;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.ReleaseVerifier;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.topology.release.ProcessorTime;
import dev.attune.topology.release.QualityBook;
import dev.attune.topology.release.ReleaseDesk;
import dev.attune.topology.release.ReleaseListener;
import dev.attune.topology.release.ReleaseStatus;
import dev.attune.topology.release.ServingRelease;
import dev.attune.topology.stream.PipelineCounters;
import dev.attune.topology.stream.PipelineCounters.Count;
import dev.attune.topology.stream.ReleaseFeed;
import dev.attune.topology.stream.RunningReleases;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases of an application: the one it starts with, and those that come on the topic of
 * releases. They are loaded by whoever calls {@link #work}, in an application a thread of their
 * own, so that events never wait for a release.
 */
public final class ReleaseService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseService.class);

  private final ReleaseDesk desk;
  private final QualityBook book;
  private final Optional<ReleaseFeed> feed;

  /** Where take-backs are written for all instances to see. */
  @FunctionalInterface
  public interface TakeBackLog {
    /** Writes one, now or later; does not wait. */
    void write(TakenBack takenBack);
  }

  /**
   * Starts with the configured release.
   *
   * @param configured taken over
   * @param trusted whose releases may be used
   * @param instance who takes back what is taken back here
   */
  public ReleaseService(
      ServingRelease configured,
      ReleaseSettings settings,
      TrustedKeys trusted,
      SchemaRegistryClient registry,
      PipelineCounters counters,
      TakeBackLog log,
      String instance) {
    book =
        new QualityBook(
            (release, region) -> {
              counters.add(Count.DRIFTS, 1);
              LOG.warn("event=drift release={} region={}", release, region);
            });
    feed =
        settings.fromTopic() && usable()
            ? Optional.of(
                new ReleaseFeed(registry, (id, files) -> load(id, files, trusted), counters))
            : Optional.empty();
    desk =
        new ReleaseDesk(
            configured,
            settings.guard(),
            id -> feed.flatMap(shelf -> shelf.load(id)),
            book,
            new Listener(counters, log),
            ProcessorTime.clock(),
            Instant::now,
            instance);
  }

  /** Without ONNX Runtime there is nothing that could use a release. */
  private static boolean usable() {
    Optional<String> problem = OnnxEnvironment.problem();
    problem.ifPresent(why -> LOG.error("event=releases-not-taken error=\"{}\"", why));
    return problem.isEmpty();
  }

  private static ServingRelease load(String id, ReleaseSource files, TrustedKeys trusted) {
    return ModelReleases.of(OnnxRelease.load(ReleaseVerifier.verify(id, files, trusted)));
  }

  private record Listener(PipelineCounters counters, TakeBackLog log) implements ReleaseListener {

    @Override
    public void loaded(String releaseId) {
      counters.add(Count.RELEASES_LOADED, 1);
    }

    @Override
    public void takenBack(TakenBack takenBack, boolean refused) {
      counters.add(refused ? Count.RELEASES_REFUSED : Count.RELEASES_TAKEN_BACK, 1);
      log.write(takenBack);
    }
  }

  /** What tasks need. */
  public RunningReleases running() {
    return new RunningReleases(desk.sets(), book, feed);
  }

  /**
   * Takes what came on the topic, and loads or checks one release of it. For one thread at a time.
   *
   * @return whether there may be more to do
   * @throws dev.attune.schemas.wire.RegistryUnavailableException if something could not be read now
   */
  public boolean work() {
    feed.ifPresent(come -> come.tell(desk));
    return desk.work();
  }

  /** Looks after the releases in use. For the thread that works. */
  public void watch() {
    desk.watch();
  }

  /** Waits until something comes, or for this long. */
  void await(long millis) throws InterruptedException {
    if (feed.isPresent()) {
      feed.get().await(millis);
    } else {
      Thread.sleep(millis);
    }
  }

  /** Every release this instance knows something about. */
  public List<ReleaseStatus> status() {
    return desk.status();
  }

  /** Lets all releases go. Whoever works and all tasks must have ended before. */
  @Override
  public void close() {
    desk.close();
  }
}
