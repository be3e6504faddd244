package dev.attune.topology.stream;

import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.topic.ReleaseAssembler;
import dev.attune.models.release.topic.ReleaseChange;
import dev.attune.models.release.topic.ReleaseKey;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.release.ReleaseFile;
import dev.attune.schemas.release.ReleaseManifest;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.topology.release.ReleaseDesk;
import dev.attune.topology.release.ReleaseShelf;
import dev.attune.topology.release.ServingRelease;
import dev.attune.topology.stream.PipelineCounters.Count;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases between the global thread, which stores records, and the loader's thread, which reads
 * them. The bytes of a release are in memory only while it is being loaded.
 *
 * <p>{@link #changed}, {@link #reads} and {@link #stopsReading} are for the global thread, the rest
 * for the loader's.
 */
public final class ReleaseFeed implements ReleaseShelf {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseFeed.class);

  private final RecordDecoder<ModelRelease> decoder;
  private final Opener opener;
  private final PipelineCounters counters;
  private final Object lock = new Object();
  private final Set<String> changed = new LinkedHashSet<>();
  private volatile @Nullable Stored stored;

  /** Rollout and take-backs as they stand; holds no release. */
  private final ReleaseAssembler decisions = new ReleaseAssembler();

  private final Set<String> incomplete = new TreeSet<>();

  /** Verifies and loads a release. */
  @FunctionalInterface
  public interface Opener {
    /**
     * @throws dev.attune.models.release.ReleaseRefusedException if it may not be used
     */
    ServingRelease open(String releaseId, ReleaseSource source);
  }

  /** Reads what is stored. */
  @FunctionalInterface
  interface Stored {
    byte @Nullable [] get(String key);
  }

  /** A feed that nothing has come through. */
  public ReleaseFeed(SchemaRegistryClient registry, Opener opener, PipelineCounters counters) {
    this.decoder = new RecordDecoder<>(registry, ModelRelease.class);
    this.opener = opener;
    this.counters = counters;
  }

  void reads(Stored store) {
    stored = store;
  }

  void stopsReading() {
    stored = null;
  }

  void changed(String key) {
    synchronized (lock) {
      changed.add(key);
      lock.notifyAll();
    }
  }

  /** Waits until something changes, or for this long. */
  public void await(long millis) throws InterruptedException {
    synchronized (lock) {
      if (changed.isEmpty()) {
        lock.wait(millis);
      }
    }
  }

  /**
   * Tells the desk what changed since the last call.
   *
   * @throws dev.attune.schemas.wire.RegistryUnavailableException if a record could not be read now;
   *     it is told the next time
   */
  public void tell(ReleaseDesk desk) {
    List<String> keys;
    synchronized (lock) {
      keys = new ArrayList<>(changed);
      changed.clear();
    }
    for (int i = 0; i < keys.size(); i++) {
      try {
        tell(desk, keys.get(i));
      } catch (RuntimeException e) {
        synchronized (lock) {
          changed.addAll(keys.subList(i, keys.size()));
        }
        throw e;
      }
    }
  }

  private void tell(ReleaseDesk desk, String text) {
    Optional<ReleaseKey> key = ReleaseKey.parse(text);
    if (key.isEmpty()) {
      rejected(text, "its key is none of this topic");
    } else if (key.get() instanceof ReleaseKey.OfManifest of) {
      if (get(text) == null) {
        incomplete.remove(of.releaseId());
        desk.removed(of.releaseId());
      } else {
        desk.completed(of.releaseId());
      }
    } else if (key.get() instanceof ReleaseKey.OfChunk of) {
      // Chunks come before their manifest; only one that was missing then says anything new.
      if (incomplete.remove(of.releaseId())) {
        desk.completed(of.releaseId());
      }
    } else {
      decide(desk, text);
    }
  }

  private void decide(ReleaseDesk desk, String key) {
    ReleaseChange change;
    try {
      byte[] value = get(key);
      change = decisions.accept(key, value == null ? null : decoder.decode(value));
    } catch (DecodingException e) {
      change = new ReleaseChange.Ignored(String.valueOf(e.getMessage()));
    }
    if (change instanceof ReleaseChange.RolledOut rolledOut) {
      LOG.info("event=rollout rules=\"{}\"", rolledOut.rollout().rules());
      desk.rolledOut(Optional.of(rolledOut.rollout()));
    } else if (change instanceof ReleaseChange.RolloutEnded) {
      desk.rolledOut(Optional.empty());
    } else if (change instanceof ReleaseChange.Withdrawn withdrawn) {
      desk.withdrawn(withdrawn.takenBack());
    } else if (change instanceof ReleaseChange.AllowedAgain again) {
      desk.allowedAgain(again.releaseId());
    } else if (change instanceof ReleaseChange.Ignored ignored) {
      rejected(key, ignored.why());
    }
  }

  private void rejected(String key, String why) {
    counters.add(Count.RELEASE_RECORDS_REJECTED, 1);
    LOG.error("event=release-record-rejected key=\"{}\" error=\"{}\"", key, why);
  }

  @Override
  public Optional<ServingRelease> load(String releaseId) {
    Optional<ReleaseSource> source = source(releaseId);
    if (source.isEmpty()) {
      incomplete.add(releaseId);
    }
    return source.map(files -> opener.open(releaseId, files));
  }

  /** The files of a release, if all are there. */
  private Optional<ReleaseSource> source(String releaseId) {
    ReleaseAssembler assembler = new ReleaseAssembler();
    Optional<ModelRelease> manifest = take(assembler, releaseId);
    if (manifest.isPresent() && manifest.get().getContent() instanceof ReleaseManifest listed) {
      for (ReleaseFile file : listed.getFiles()) {
        for (int number = 0; number < file.getChunks(); number++) {
          String key = new ReleaseKey.OfChunk(releaseId, file.getName(), number).text();
          if (take(assembler, key).isEmpty()) {
            return Optional.empty();
          }
        }
      }
    }
    return assembler.source(releaseId);
  }

  private Optional<ModelRelease> take(ReleaseAssembler assembler, String key) {
    byte[] value = get(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      ModelRelease record = decoder.decode(value);
      if (assembler.accept(key, record) instanceof ReleaseChange.Ignored ignored) {
        rejected(key, ignored.why());
        return Optional.empty();
      }
      return Optional.of(record);
    } catch (DecodingException e) {
      rejected(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private byte @Nullable [] get(String key) {
    Stored store = stored;
    if (store == null) {
      throw new IllegalStateException("no store to read releases from");
    }
    return store.get(key);
  }
}
