package dev.attune.models.release.topic;

import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.RolloutException;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.topic.ReleaseParts.Piece;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.release.ReleaseChunk;
import dev.attune.schemas.release.ReleaseManifest;
import dev.attune.schemas.release.ReleaseRollout;
import dev.attune.schemas.release.ReleaseTakenBack;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of the topic of releases together: releases from their pieces, the rollout, and
 * what was taken back. Records may come in any order, again, and from versions that were never
 * published to the end. It believes nothing: what it puts together must be verified.
 *
 * <p>Holds the bytes of every release on the topic. Not thread-safe.
 */
public final class ReleaseAssembler {

  private final Map<String, ReleaseParts> releases = new TreeMap<>();
  private final Map<String, TakenBack> takenBack = new TreeMap<>();
  private @Nullable Rollout rollout;

  /**
   * Takes one record.
   *
   * @param key the record's key
   * @param record the record's value; null where the key was erased
   * @return what it changed
   */
  public ReleaseChange accept(String key, @Nullable ModelRelease record) {
    Optional<ReleaseKey> parsed = ReleaseKey.parse(key);
    if (parsed.isEmpty()) {
      return new ReleaseChange.Ignored("its key is none of this topic");
    }
    Object content = record == null ? null : record.getContent();
    try {
      if (parsed.get() instanceof ReleaseKey.OfManifest of && fits(of.releaseId(), record)) {
        if (content == null || content instanceof ReleaseManifest) {
          return manifest(of.releaseId(), (ReleaseManifest) content);
        }
      } else if (parsed.get() instanceof ReleaseKey.OfChunk of && fits(of.releaseId(), record)) {
        if (content == null || content instanceof ReleaseChunk) {
          return chunk(of, (ReleaseChunk) content);
        }
      } else if (parsed.get() instanceof ReleaseKey.OfTakenBack of
          && fits(of.releaseId(), record)) {
        if (content == null || content instanceof ReleaseTakenBack) {
          return takenBack(of.releaseId(), (ReleaseTakenBack) content);
        }
      } else if (parsed.get() instanceof ReleaseKey.OfRollout) {
        if (content == null || content instanceof ReleaseRollout) {
          return rollout((ReleaseRollout) content);
        }
      }
    } catch (RolloutException | IllegalArgumentException | DateTimeException e) {
      return new ReleaseChange.Ignored(String.valueOf(e.getMessage()));
    }
    return new ReleaseChange.Ignored("it does not say what its key says");
  }

  /** Every release whose manifest is there, by id. */
  public List<PublishedRelease> published() {
    List<PublishedRelease> published = new ArrayList<>();
    releases.values().forEach(parts -> parts.published().ifPresent(published::add));
    return published;
  }

  /** A release whose manifest is there. */
  public Optional<PublishedRelease> published(String releaseId) {
    return Optional.ofNullable(releases.get(releaseId)).flatMap(ReleaseParts::published);
  }

  /** The files of a release, if all are there. To be verified before use. */
  public Optional<ReleaseSource> source(String releaseId) {
    return published(releaseId).flatMap(PublishedRelease::source);
  }

  /** The keys of all records of a release, the manifest's last; to be erased with it. */
  public List<String> keys(String releaseId) {
    ReleaseParts parts = releases.get(releaseId);
    return parts == null ? List.of() : parts.keys();
  }

  /** Who gets what, if that was decided. */
  public Optional<Rollout> rollout() {
    return Optional.ofNullable(rollout);
  }

  /** The releases that were taken back, by id. */
  public Map<String, TakenBack> takenBack() {
    return Map.copyOf(takenBack);
  }

  private ReleaseChange manifest(String id, @Nullable ReleaseManifest record) {
    boolean changed = parts(id).manifest(record);
    return changed && record == null ? removed(id) : state(id, changed);
  }

  private ReleaseChange chunk(ReleaseKey.OfChunk key, @Nullable ReleaseChunk record) {
    if (record != null
        && (record.getNumber() != key.number()
            || !record.getFile().equals(key.file())
            || record.getContent().remaining() > ReleaseChunks.MAX_BYTES)) {
      return new ReleaseChange.Ignored("it is not the chunk of its key");
    }
    ReleaseParts parts = parts(key.releaseId());
    boolean changed = parts.piece(key, record == null ? null : Piece.of(record));
    return state(key.releaseId(), changed);
  }

  private ReleaseChange state(String id, boolean changed) {
    ReleaseParts parts = parts(id);
    if (parts.empty()) {
      releases.remove(id);
    }
    if (!changed) {
      return new ReleaseChange.Nothing();
    }
    return source(id).isPresent()
        ? new ReleaseChange.Completed(id)
        : new ReleaseChange.Incomplete(id);
  }

  private ReleaseChange removed(String id) {
    state(id, true);
    return new ReleaseChange.Removed(id);
  }

  private ReleaseChange takenBack(String id, @Nullable ReleaseTakenBack record) {
    if (record == null) {
      return takenBack.remove(id) == null
          ? new ReleaseChange.Nothing()
          : new ReleaseChange.AllowedAgain(id);
    }
    TakenBack now = ReleaseRecords.takenBack(id, record);
    return now.equals(takenBack.put(id, now))
        ? new ReleaseChange.Nothing()
        : new ReleaseChange.Withdrawn(now);
  }

  private ReleaseChange rollout(@Nullable ReleaseRollout record) {
    Rollout before = rollout;
    rollout = record == null ? null : ReleaseRecords.rollout(record);
    if (rollout == null) {
      return before == null ? new ReleaseChange.Nothing() : new ReleaseChange.RolloutEnded();
    }
    return rollout.equals(before)
        ? new ReleaseChange.Nothing()
        : new ReleaseChange.RolledOut(rollout);
  }

  private ReleaseParts parts(String id) {
    return releases.computeIfAbsent(id, ReleaseParts::new);
  }

  private static boolean fits(String id, @Nullable ModelRelease record) {
    return record == null || record.getReleaseId().equals(id);
  }
}
