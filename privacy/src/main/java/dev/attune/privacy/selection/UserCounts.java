package dev.attune.privacy.selection;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Number of distinct users of each name in a window: exact, private, to be taken once. Each user's
 * names are added once. Not thread-safe.
 */
public final class UserCounts {

  private final SortedMap<String, Long> counts = new TreeMap<>();
  private boolean taken;

  /** Adds one user. */
  public void add(BoundedNames user) {
    requireOpen();
    user.names().forEach(name -> counts.merge(name, 1L, Math::addExact));
  }

  /** Adds the counts of other users, which are taken: they cannot be added twice. */
  public void add(UserCounts others) {
    requireOpen();
    addAll(others.take());
  }

  /** Adds counts that were added up elsewhere, of users who are not yet in these. */
  public void addAll(Map<String, Long> partial) {
    partial.forEach((name, users) -> counts.merge(name, users, Math::addExact));
  }

  SortedMap<String, Long> take() {
    requireOpen();
    taken = true;
    SortedMap<String, Long> result = new TreeMap<>(counts);
    counts.clear();
    return result;
  }

  private void requireOpen() {
    if (taken) {
      throw new IllegalStateException("These counts have been taken; counts are taken once");
    }
  }

  @Override
  public String toString() {
    return "UserCounts";
  }
}
