package dev.attune.privacy.budget;

import java.time.YearMonth;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has been granted in a month. To be stored in the same transaction as the sealed release.
 *
 * <p>One state must see every release that a pseudonym can be in during the month. A user is in one
 * cohort per window but may change cohorts between windows, so a window costs what its most
 * expensive cohort costs, and the month costs the sum over windows. (One state per cohort is right
 * only if no pseudonym changes cohorts within the month.)
 *
 * @param month the calendar month, UTC
 * @param windows what was granted, by start of window
 * @param stopped whether a release was refused for lack of budget; then the month is over
 */
public record LedgerState(YearMonth month, SortedMap<Long, WindowSpend> windows, boolean stopped) {

  /**
   * What was granted in a window.
   *
   * @param byCohort total per cohort
   * @param releases ids of the releases
   */
  public record WindowSpend(SortedMap<String, PrivacyCost> byCohort, SortedSet<String> releases) {

    /** Copies. */
    public WindowSpend {
      byCohort = Collections.unmodifiableSortedMap(new TreeMap<>(byCohort));
      releases = Collections.unmodifiableSortedSet(new TreeSet<>(releases));
    }

    static WindowSpend none() {
      return new WindowSpend(new TreeMap<>(), new TreeSet<>());
    }

    /** The most that a user, being in one cohort, can have lost in this window. */
    public PrivacyCost cost() {
      return byCohort.values().stream().reduce(PrivacyCost.NONE, PrivacyCost::or);
    }

    WindowSpend with(ReleaseRequest request) {
      SortedMap<String, PrivacyCost> costs = new TreeMap<>(byCohort);
      costs.merge(request.cohort(), request.cost(), PrivacyCost::plus);
      SortedSet<String> ids = new TreeSet<>(releases);
      ids.add(request.releaseId());
      return new WindowSpend(costs, ids);
    }
  }

  /** Copies. */
  public LedgerState {
    windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
  }

  /** A month in which nothing was granted yet. */
  public static LedgerState start(YearMonth month) {
    return new LedgerState(month, new TreeMap<>(), false);
  }

  /** The most that a pseudonym can have lost in the month so far. */
  public PrivacyCost spent() {
    return windows.values().stream()
        .map(WindowSpend::cost)
        .reduce(PrivacyCost.NONE, PrivacyCost::plus);
  }

  /** Whether a release of this id was granted in the month. */
  public boolean released(String releaseId) {
    return windows.values().stream().anyMatch(window -> window.releases().contains(releaseId));
  }

  LedgerState with(ReleaseRequest request) {
    SortedMap<Long, WindowSpend> added = new TreeMap<>(windows);
    added.put(
        request.window(), windows.getOrDefault(request.window(), WindowSpend.none()).with(request));
    return new LedgerState(month, added, stopped);
  }

  LedgerState stop() {
    return new LedgerState(month, windows, true);
  }
}
