package dev.attune.deploy.explain;

import dev.attune.deploy.explain.UserLog.Entry;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.Trigger;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.topology.catalog.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the decisions for one user again, in their order.
 *
 * <p>The log has what the user did, and the audit log which catalog and which release decided. At
 * which record between two decisions a new catalog or a new release came into use, it does not
 * have: another user's move, or the moment of a commit, is no user's data. So every record is tried
 * as that moment, until the profile is the one that the audit log has the digest of.
 */
final class UserReplay {

  /** So many pairs of moments are tried when catalog and release changed both. */
  private static final int MOST_PAIRS = 1600;

  /** What records were run with. */
  private record World(Catalog catalog, String release) {}

  /**
   * One way in which it may have been; indexes of records of the log.
   *
   * @param end the decision was made before this one
   * @param catalogFrom from here on the catalog of the decision was there
   * @param releaseFrom from here on the user was on the release of the decision
   */
  private record Way(int end, int catalogFrom, int releaseFrom) {}

  private final Rerun rerun;
  private final Models models;
  private final CatalogHistory catalogs;
  private final List<Entry> log;
  private final List<DecisionMade> entries;
  private final Map<DecisionId, Made> made = new HashMap<>();
  private final Set<DecisionId> followed = new HashSet<>();
  private final Set<DecisionId> refused = new HashSet<>();
  private @Nullable World before;
  private byte[] profile;
  private int position;

  UserReplay(
      Rerun rerun,
      Models models,
      CatalogHistory catalogs,
      List<Entry> log,
      List<DecisionMade> entries) {
    this.rerun = rerun;
    this.models = models;
    this.catalogs = catalogs;
    this.log = log;
    this.entries = entries;
    this.profile = rerun.snapshot();
    for (int i = 0; i < entries.size(); ) {
      int next = i + 1;
      while (next < entries.size() && haveOneCause(entries.get(i), entries.get(next))) {
        next++;
      }
      follow(entries.subList(i, next), next);
      i = next;
    }
  }

  /** The decision of this id, if it was made this time. */
  Optional<Made> made(DecisionId id) {
    return Optional.ofNullable(made.get(id));
  }

  /** Whether it was made again from the profile of then. */
  boolean isFollowed(DecisionId id) {
    return followed.contains(id);
  }

  /** Whether the event that caused it was not let in this time. */
  boolean isRefused(DecisionId id) {
    return refused.contains(id);
  }

  private static boolean haveOneCause(DecisionMade one, DecisionMade other) {
    return one.getTrigger() != Trigger.CATALOG
        && other.getTrigger() != Trigger.CATALOG
        && one.getOffset() == other.getOffset();
  }

  /**
   * From the decision before to these.
   *
   * @param decided one, or two that one event caused
   * @param next the index of the decision after them
   */
  private void follow(List<DecisionMade> decided, int next) {
    boolean byCatalog = decided.get(0).getTrigger() == Trigger.CATALOG;
    int first = byCatalog ? position : indexOf(decided.get(0)) + 1;
    int last = byCatalog ? beforeNextEvent(next) : first;
    if (first <= 0 && !byCatalog || first < position) {
      // Its event is gone.
      return;
    }
    Catalog catalog =
        catalogs.withDigest(decided.get(0).getCatalogDigest()).orElse(catalogs.latest());
    for (String release : releases(decided)) {
      World now = new World(catalog, release);
      for (World then : worldsBefore(now)) {
        for (int end = first; end <= last; end++) {
          for (Way way : ways(then, now, end, byCatalog ? end : end - 1)) {
            run(then, now, way, decided);
            if (isAsRecorded(decided)) {
              decided.forEach(entry -> followed.add(entry.getDecision()));
              goOn(now, end);
              return;
            }
          }
        }
      }
    }
    // Nothing fits; what follows may still, once the model's state is built anew.
    World now = new World(catalog, releases(decided).get(0));
    run(now, now, new Way(first, position, position), decided);
    goOn(now, first);
  }

  private void goOn(World now, int end) {
    rerun.made().forEach(one -> made.put(one.entry().getDecision(), one));
    before = now;
    position = end;
    profile = rerun.snapshot();
  }

  /** The index of the event that caused a decision; -1 if the log does not have it. */
  private int indexOf(DecisionMade entry) {
    for (int i = 0; i < log.size(); i++) {
      if (log.get(i).offset() == entry.getOffset()) {
        return i;
      }
    }
    return -1;
  }

  private int beforeNextEvent(int next) {
    for (DecisionMade later : entries.subList(next, entries.size())) {
      int event = later.getTrigger() == Trigger.CATALOG ? -1 : indexOf(later);
      if (event >= position) {
        return event;
      }
    }
    return log.size();
  }

  /** The releases that the user may have been on; the likeliest first. */
  private List<String> releases(List<DecisionMade> decided) {
    // Of two decisions, the one that a release made says more.
    String named =
        decided.stream()
            .map(DecisionMade::getRelease)
            .filter(release -> !release.equals(StatisticalUsageModel.RELEASE))
            .findFirst()
            .orElse(StatisticalUsageModel.RELEASE);
    if (!named.equals(StatisticalUsageModel.RELEASE)) {
      return List.of(named);
    }
    // Counts answered: always, or since the user's release had nothing to say.
    List<String> releases = new ArrayList<>();
    if (before == null) {
      releases.addAll(models.known());
    } else {
      releases.add(before.release());
    }
    releases.remove(named);
    releases.add(named);
    return releases;
  }

  private List<World> worldsBefore(World now) {
    if (before != null) {
      return List.of(before);
    }
    List<World> worlds = new ArrayList<>(List.of(now));
    for (String release : models.known()) {
      if (!release.equals(now.release())) {
        worlds.add(new World(now.catalog(), release));
      }
    }
    return worlds;
  }

  private List<Way> ways(World then, World now, int end, int lastSwitch) {
    int from = Math.min(position, lastSwitch);
    int length = lastSwitch - from + 1;
    boolean otherCatalog = then.catalog() != now.catalog();
    boolean otherRelease = !then.release().equals(now.release());
    int[] releaseFrom =
        otherRelease ? IntStream.rangeClosed(from, lastSwitch).toArray() : new int[] {from};
    int[] catalogFrom =
        !otherCatalog
            ? new int[] {from}
            : otherRelease && length * length > MOST_PAIRS
                ? new int[] {from, lastSwitch}
                : IntStream.rangeClosed(from, lastSwitch).toArray();
    List<Way> ways = new ArrayList<>(releaseFrom.length * catalogFrom.length);
    for (int release : releaseFrom) {
      for (int catalog : catalogFrom) {
        ways.add(new Way(end, catalog, release));
      }
    }
    return ways;
  }

  private void run(World then, World now, Way way, List<DecisionMade> decided) {
    rerun.goBackTo(profile);
    boolean letIn = true;
    for (int i = position; i < way.end(); i++) {
      Catalog catalog = i < way.catalogFrom() ? then.catalog() : now.catalog();
      String release = i < way.releaseFrom() ? then.release() : now.release();
      letIn = rerun.step(log.get(i), catalog, model(release));
    }
    DecisionMade first = decided.get(0);
    if (first.getTrigger() != Trigger.CATALOG) {
      if (!letIn) {
        decided.forEach(entry -> refused.add(entry.getDecision()));
      }
    } else if (rerun.newestEventAt() == first.getDecidedAt()) {
      rerun.refresh(now.catalog(), model(now.release()), first.getPartition());
    }
  }

  /** Without the release, counts keep the rest of the profile going. */
  private UsageModel model(String release) {
    return models
        .of(release)
        .or(() -> models.of(StatisticalUsageModel.RELEASE))
        .orElseThrow(() -> new IllegalStateException("there are no counts to fall back to"));
  }

  /** Whether what was made is what was recorded, from the same profile. */
  private boolean isAsRecorded(List<DecisionMade> decided) {
    List<Made> again = rerun.made();
    if (again.size() != decided.size()) {
      return false;
    }
    for (int i = 0; i < again.size(); i++) {
      DecisionMade one = again.get(i).entry();
      DecisionMade recorded = decided.get(i);
      if (one.getKind() != recorded.getKind()
          || !one.getProfileDigest().equals(recorded.getProfileDigest())) {
        return false;
      }
    }
    return true;
  }
}
