package dev.attune.topology.release;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.FallbackUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of one task, one of each release that its users are on. A new set of releases is taken
 * between batches. A user whose state belongs to another release than the one they should be on is
 * moved, which means that the state is rebuilt, within a budget of users a batch; others go on with
 * the old release as long as it may be used.
 *
 * <p>Not thread-safe.
 */
public final class TaskModels implements ModelChoice, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskModels.class);

  private final ReleaseSets sets;
  private final int movesPerBatch;
  private final Map<SharedRelease, Open> open = new HashMap<>();
  private ReleaseSet set;
  private boolean closed;
  private int movesLeft;
  private long moves;
  private long calls;
  private long fallbackCalls;

  /** A model, and what was counted of it so far. */
  private static final class Open {
    final FallbackUsageModel model;
    long calls;
    long fallbackCalls;

    Open(FallbackUsageModel model) {
      this.model = model;
    }
  }

  /**
   * Holds the set of now.
   *
   * @param movesPerBatch how many users of a batch may move to another release while theirs may
   *     still be used
   */
  public TaskModels(ReleaseSets sets, int movesPerBatch) {
    this.sets = sets;
    this.movesPerBatch = movesPerBatch;
    this.set = sets.hold();
    this.movesLeft = movesPerBatch;
  }

  /** Takes the set of now, and closes the models of releases that are not in it any more. */
  @Override
  public void startBatch() {
    movesLeft = movesPerBatch;
    if (sets.current() == set) {
      return;
    }
    ReleaseSet next = sets.hold();
    count();
    for (Iterator<SharedRelease> releases = open.keySet().iterator(); releases.hasNext(); ) {
      SharedRelease release = releases.next();
      if (!next.has(release)) {
        close(open.get(release));
        releases.remove();
      }
    }
    set.letGo();
    set = next;
  }

  @Override
  public Optional<UsageModel> sole() {
    return set.all().size() == 1 ? Optional.of(model(set.configured())) : Optional.empty();
  }

  @Override
  public UsageModel modelOf(Pseudonym user, String region, int stateTag) {
    SharedRelease target = set.releaseFor(user, region);
    if (stateTag == 0 || stateTag == target.tag()) {
      return model(target);
    }
    SharedRelease own = movesLeft > 0 ? null : set.byTag(stateTag);
    if (own != null) {
      return model(own);
    }
    movesLeft = Math.max(0, movesLeft - 1);
    moves++;
    return model(target);
  }

  private UsageModel model(SharedRelease release) {
    Open opened = open.get(release);
    if (opened == null) {
      opened = open(release);
    }
    return opened.model;
  }

  private Open open(SharedRelease release) {
    Open opened;
    try {
      opened = new Open(release.newModel());
    } catch (IllegalStateException e) {
      if (release == set.configured()) {
        throw e;
      }
      release.meter().failed(1);
      LOG.warn("event=model-not-opened release={} error=\"{}\"", release.id(), e.getMessage());
      return asFor(set.configured());
    }
    open.put(release, opened);
    return opened;
  }

  private Open asFor(SharedRelease release) {
    @Nullable Open opened = open.get(release);
    return opened == null ? open(release) : opened;
  }

  /** Adds up what the models did since the last call. */
  public void count() {
    open.forEach(
        (release, opened) -> {
          long allCalls = opened.model.calls();
          long allFallbackCalls = opened.model.fallbackCalls();
          calls += allCalls - opened.calls;
          // A release that is itself the fallback has nothing to fall back to.
          fallbackCalls +=
              release.id().equals(StatisticalUsageModel.RELEASE)
                  ? allCalls - opened.calls
                  : allFallbackCalls - opened.fallbackCalls;
          release.meter().failed(allFallbackCalls - opened.fallbackCalls);
          opened.calls = allCalls;
          opened.fallbackCalls = allFallbackCalls;
        });
  }

  /** Calls of all models until the last {@link #count}. */
  public long calls() {
    return calls;
  }

  /** Those of them that counts alone answered. */
  public long fallbackCalls() {
    return fallbackCalls;
  }

  /** How many users moved to another release. */
  public long moves() {
    return moves;
  }

  /** Closes all models and lets the set go; closing again does nothing. */
  @Override
  public void close() {
    open.values().forEach(TaskModels::close);
    open.clear();
    if (!closed) {
      closed = true;
      set.letGo();
    }
  }

  private static void close(Open opened) {
    opened.model.close();
  }
}
