package dev.attune.topology.summary;

import dev.attune.models.sample.UsageUnits;
import dev.attune.privacy.bounding.CellSums;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.profile.Contributions.Kept;
import dev.attune.topology.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up what users have in a window, each cohort for itself. A user is in one cohort, that of
 * their region when they are added, and must be added once. Not thread-safe.
 */
public final class PartitionSums {

  private final long start;
  private final UserVectors vectors;
  private final Map<String, CellSums> sums = new LinkedHashMap<>();

  /** Sums over nobody. */
  public PartitionSums(SummarySettings settings, long start) {
    this.start = start;
    UsageUnits units = new UsageUnits(settings.cells());
    vectors = new UserVectors(units);
    for (String cohort : settings.cohorts()) {
      sums.put(cohort, new CellSums(units.cells().count()));
    }
  }

  /** Adds a user, if they allow it and have anything in the window. */
  public void add(Pseudonym user, Profile profile) {
    Optional<String> cohort = CohortCounter.cohort(profile, sums.keySet());
    Optional<Kept> kept = profile.contributions().of(start);
    if (cohort.isPresent() && kept.isPresent()) {
      sums.get(cohort.get()).add(vectors.of(user, start, kept.get()));
    }
  }

  /** The sums of each cohort, in the order of the settings, taken once: there is no noise yet. */
  public Map<String, long[]> take() {
    Map<String, long[]> taken = new LinkedHashMap<>();
    sums.forEach((cohort, cells) -> taken.put(cohort, cells.take()));
    return taken;
  }
}
