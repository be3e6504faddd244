package dev.attune.topology.release;

import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.release.TakeBackReason;
import dev.attune.topology.release.ReleaseStatus.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which releases may be used: loads what the rollout asks for, refuses what fails, watches
 * what is in use and takes back what turns out bad. Whatever happens, the release that the instance
 * was configured with stays.
 *
 * <p>Everything but {@link #status} and {@link #sets} is for one thread, which may take its time:
 * tasks never wait for it.
 */
public final class ReleaseDesk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseDesk.class);

  /** A batch may take this long where there is no trained model to compare with. */
  private static final double BUDGET_MILLIS = 50;

  /** A machine is busy if a release takes so many times as long as when it was measured. */
  private static final double BUSY = 2;

  private final SharedRelease configured;
  private final ReleaseSets sets;
  private final GuardSettings settings;
  private final ReleaseShelf shelf;
  private final QualityBook book;
  private final ReleaseListener listener;
  private final LongSupplier nanos;
  private final Supplier<Instant> clock;
  private final String instance;
  private final Map<String, Double> milliseconds = new HashMap<>();
  private final Set<String> refusedHere = new TreeSet<>();
  private final Set<String> published = new TreeSet<>();
  private final Set<String> checked = new TreeSet<>();
  private final Map<String, TakenBack> bad = new TreeMap<>();
  private final Map<String, SharedRelease> loaded = new TreeMap<>();
  private final Map<String, CallGuard> guards = new HashMap<>();
  private @Nullable Rollout rollout;
  private volatile List<Entry> entries = List.of();

  /** What is known of a release between two changes. */
  private record Entry(
      String id, State state, Optional<TakenBack> takenBack, Optional<CallMeter> meter) {}

  /**
   * Starts with the configured release for everyone.
   *
   * @param configured taken over
   * @param nanos what calls of models cost, in nanoseconds; best the processor time of the calling
   *     thread, which does not grow because a machine is busy
   * @param clock the time of day
   * @param instance who takes back what is taken back here
   */
  public ReleaseDesk(
      ServingRelease configured,
      GuardSettings settings,
      ReleaseShelf shelf,
      QualityBook book,
      ReleaseListener listener,
      LongSupplier nanos,
      Supplier<Instant> clock,
      String instance) {
    this.configured = new SharedRelease(configured, nanos);
    this.settings = settings;
    this.shelf = shelf;
    this.book = book;
    this.listener = listener;
    this.nanos = nanos;
    this.clock = clock;
    this.instance = instance;
    this.sets = new ReleaseSets(new ReleaseSet(this.configured, List.of(), Optional.empty()));
    note();
  }

  /** Where tasks get their releases from. */
  public ReleaseSets sets() {
    return sets;
  }

  /** A release is there, whole; it is checked or loaded by the next {@link #work}. */
  public void completed(String releaseId) {
    published.add(releaseId);
    checked.remove(releaseId);
  }

  /** A release was removed. */
  public void removed(String releaseId) {
    published.remove(releaseId);
    checked.remove(releaseId);
    SharedRelease gone = loaded.remove(releaseId);
    if (gone != null) {
      guards.remove(releaseId);
      publish();
      gone.letGo();
    }
    note();
  }

  /** Who gets what was decided; nothing gives everyone the configured release. */
  public void rolledOut(Optional<Rollout> decided) {
    rollout = decided.orElse(null);
    publish();
  }

  /** A release was taken back, here or elsewhere. */
  public void withdrawn(TakenBack takenBack) {
    withdraw(takenBack, "release-taken-back");
  }

  private void withdraw(TakenBack takenBack, String event) {
    String id = takenBack.releaseId();
    if (bad.putIfAbsent(id, takenBack) == null) {
      LOG.warn(
          "event={} release={} reason={} by=\"{}\" detail=\"{}\"",
          event,
          id,
          takenBack.reason(),
          takenBack.by(),
          takenBack.detail());
    }
    drop(id);
  }

  /** A release that was taken back may be tried again. */
  public void allowedAgain(String releaseId) {
    bad.remove(releaseId);
    refusedHere.remove(releaseId);
    checked.remove(releaseId);
    note();
  }

  private void drop(String id) {
    SharedRelease gone = loaded.remove(id);
    guards.remove(id);
    publish();
    if (gone != null) {
      gone.letGo();
    }
  }

  /**
   * Loads one release that is asked for, or checks one that may be asked for later.
   *
   * @return whether there may be more to do
   */
  public boolean work() {
    Set<String> wanted = wanted();
    for (String id : List.copyOf(loaded.keySet())) {
      if (!wanted.contains(id)) {
        checked.add(id);
        LOG.info("event=release-unloaded release={}", id);
        drop(id);
      }
    }
    for (String id : wanted) {
      if (mayTry(id) && !loaded.containsKey(id)) {
        return attempt(id, true);
      }
    }
    for (String id : List.copyOf(published)) {
      if (mayTry(id) && !loaded.containsKey(id) && !checked.contains(id)) {
        return attempt(id, false);
      }
    }
    return false;
  }

  private boolean mayTry(String id) {
    return published.contains(id) && !bad.containsKey(id) && !id.equals(configured.id());
  }

  /** What the rollout names, and what would stand in for the release for everyone. */
  private Set<String> wanted() {
    Set<String> wanted = new TreeSet<>();
    if (rollout != null) {
      rollout.rules().forEach(rule -> wanted.add(rule.releaseId()));
      rollout.previous().stream()
          .filter(id -> id.equals(configured.id()) || mayTry(id))
          .findFirst()
          .ifPresent(wanted::add);
    }
    wanted.remove(configured.id());
    return wanted;
  }

  private boolean attempt(String id, boolean inUse) {
    Optional<ServingRelease> opened = Optional.empty();
    try {
      opened = shelf.load(id);
      if (opened.isEmpty()) {
        // Comes again with the piece that is missing.
        published.remove(id);
        return true;
      }
      SharedRelease release = new SharedRelease(opened.get(), nanos);
      try {
        measure(release);
        checked.add(id);
        if (inUse) {
          enter(release);
        }
      } finally {
        release.letGo();
      }
    } catch (ReleaseRefusedException e) {
      condemn(
          new TakenBack(
              id,
              TakenBack.reason(e.reason()),
              String.valueOf(e.getMessage()),
              clock.get(),
              instance),
          true);
    }
    note();
    return true;
  }

  private void enter(SharedRelease release) {
    release.hold();
    loaded.put(release.id(), release);
    guards.put(release.id(), new CallGuard(release.meter(), settings));
    publish();
    LOG.info("event=release-loaded release={}", release.id());
    listener.loaded(release.id());
  }

  /**
   * Compares its speed with that of the release that users would be on otherwise.
   *
   * @throws ReleaseRefusedException if it is too slow, or does not answer at all
   */
  private void measure(SharedRelease candidate) {
    SharedRelease reference = sets.current().without(candidate.id());
    SpeedTrial.Outcome outcome;
    try (UsageModel one = candidate.release().newModel();
        UsageModel other = reference.release().newModel()) {
      outcome = new SpeedTrial(nanos).run(one, other);
      boolean comparable = !other.fallback();
      if (comparable
          ? outcome.ratio() > settings.slowdown()
          : outcome.milliseconds() > BUDGET_MILLIS) {
        throw new ReleaseRefusedException(
            Reason.TOO_SLOW,
            String.format(
                Locale.ROOT,
                "a batch takes it %.1f ms, %.1f times as long as %s; %s",
                outcome.milliseconds(),
                outcome.ratio(),
                reference.id(),
                comparable
                    ? String.format(Locale.ROOT, "%.1f times are allowed", settings.slowdown())
                    : String.format(Locale.ROOT, "%.0f ms are allowed", BUDGET_MILLIS)));
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new ReleaseRefusedException(
          Reason.MALFORMED, "it does not answer: " + e.getMessage(), e);
    }
    candidate.meter().slowFrom(outcome.first().times(settings.slowdown()));
    reference.meter().slowFrom(outcome.second().times(settings.slowdown()));
    milliseconds.put(reference.id(), outcome.secondMilliseconds());
  }

  /** Looks after the releases in use, and takes back those that turn out bad. */
  public void watch() {
    for (SharedRelease release : List.copyOf(loaded.values())) {
      CallGuard guard = guards.get(release.id());
      Optional<CallGuard.Verdict> verdict =
          guard == null ? Optional.empty() : guard.look(() -> busy(release));
      if (verdict.isEmpty()) {
        verdict =
            book.worse(release.id())
                .map(detail -> new CallGuard.Verdict(TakeBackReason.WORSE, detail));
      }
      verdict.ifPresent(
          wrong ->
              condemn(
                  new TakenBack(
                      release.id(), wrong.reason(), wrong.detail(), clock.get(), instance),
                  false));
    }
  }

  /**
   * Whether the machine is just busy: the suspect is not slow beside another release, called turn
   * by turn now, and the other one takes longer than it did.
   */
  private boolean busy(SharedRelease suspect) {
    SharedRelease other = sets.current().without(suspect.id());
    try (UsageModel suspected = suspect.release().newModel();
        UsageModel model = other.release().newModel()) {
      SpeedTrial.Outcome now = new SpeedTrial(nanos).run(suspected, model);
      double usual = milliseconds.getOrDefault(other.id(), Double.POSITIVE_INFINITY);
      return now.ratio() <= settings.slowdown() && now.secondMilliseconds() > BUSY * usual;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private void condemn(TakenBack takenBack, boolean refused) {
    if (refused) {
      refusedHere.add(takenBack.releaseId());
    }
    withdraw(takenBack, refused ? "release-refused" : "release-taken-back");
    listener.takenBack(takenBack, refused);
  }

  private void publish() {
    List<SharedRelease> others = new ArrayList<>(loaded.values());
    ReleaseSet next = new ReleaseSet(configured, others, Optional.ofNullable(rollout));
    Map<String, String> predecessors = new TreeMap<>();
    for (SharedRelease release : others) {
      predecessors.put(release.id(), next.without(release.id()).id());
    }
    book.compare(predecessors);
    Set<String> known = new TreeSet<>(loaded.keySet());
    known.addAll(bad.keySet());
    known.add(configured.id());
    book.keep(known);
    sets.publish(next);
    note();
  }

  /** Makes what is known now visible to other threads. */
  private void note() {
    List<Entry> now = new ArrayList<>();
    now.add(entry(configured.id(), State.CONFIGURED, configured.meter()));
    loaded.forEach((id, release) -> now.add(entry(id, State.LOADED, release.meter())));
    bad.forEach(
        (id, takenBack) ->
            now.add(
                new Entry(
                    id,
                    refusedHere.contains(id) ? State.REFUSED : State.TAKEN_BACK,
                    Optional.of(takenBack),
                    Optional.empty())));
    for (String id : checked) {
      if (!loaded.containsKey(id) && !bad.containsKey(id)) {
        now.add(new Entry(id, State.CHECKED, Optional.empty(), Optional.empty()));
      }
    }
    entries = List.copyOf(now);
  }

  private static Entry entry(String id, State state, CallMeter meter) {
    return new Entry(id, state, Optional.empty(), Optional.of(meter));
  }

  /** Every release this instance knows something about. Any thread may ask. */
  public List<ReleaseStatus> status() {
    List<ReleaseStatus> all = new ArrayList<>();
    for (Entry entry : entries) {
      all.add(
          new ReleaseStatus(
              entry.id(),
              entry.state(),
              entry.takenBack().map(bad -> bad.reason().name().toLowerCase(Locale.ROOT)),
              entry.takenBack().map(TakenBack::detail),
              entry.meter().map(CallMeter::calls).orElse(0L),
              entry.meter().map(CallMeter::failures).orElse(0L),
              entry.meter().map(CallMeter::slow).orElse(0L),
              book.of(entry.id())));
    }
    return List.copyOf(all);
  }

  /** Lets everything go; releases are closed when the last task lets go, too. */
  @Override
  public void close() {
    if (sets.close()) {
      loaded.values().forEach(SharedRelease::letGo);
      loaded.clear();
      configured.letGo();
    }
  }
}
