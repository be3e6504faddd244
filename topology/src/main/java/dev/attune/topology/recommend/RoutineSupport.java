package dev.attune.topology.recommend;

import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Profile;

/**
 * Whether the user's own last tokens support a step of a routine: without that, what a model says
 * would follow is not said. Items are 24-bit hashes.
 */
public final class RoutineSupport {

  private static final int OFTEN_ENOUGH = 2;

  private final Evidence evidence;

  /** Of a user. */
  public RoutineSupport(Profile profile) {
    evidence = new Evidence(profile);
  }

  /** Whether one of the candidates is known to follow the app. */
  public boolean hasNext(Candidates candidates, int app) {
    if (evidence.timesLeft(app) < OFTEN_ENOUGH) {
      return false;
    }
    for (CatalogEntry candidate : candidates.apps()) {
      if (follows(app, candidate.hash())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the second app followed the first, in the same session, often enough. */
  public boolean follows(int app, int next) {
    return evidence.timesFollowed(app, next) >= OFTEN_ENOUGH;
  }
}
