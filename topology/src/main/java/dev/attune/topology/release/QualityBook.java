package dev.attune.topology.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How well releases foresee what users open next, by region, and whether one is worse than the one
 * before it. Thread-safe.
 */
public final class QualityBook {

  /** How likely at most a release is taken back that is not worse, in its whole life. */
  public static final double ALPHA = 0.01;

  /** How much fewer hits are not worth a take-back, as a share of queries. */
  public static final double MARGIN = 0.02;

  /** What regions beyond the first 32 are called together: users' phones name them. */
  static final String OTHER = "other";

  private static final int MOST_REGIONS = 32;
  private static final double LOG_THRESHOLD = Math.log(1 / ALPHA);

  private final Map<String, Map<String, Cell>> cells = new TreeMap<>();
  private final Map<String, Rivalry> rivalries = new HashMap<>();
  private final Set<String> regions = new TreeSet<>();
  private final DriftListener drifted;

  /** Is told of drift alarms. */
  @FunctionalInterface
  public interface DriftListener {
    /** The hit rate of a release in a region dropped. */
    void drifted(String release, String region);
  }

  /** A release, the one before it, and how they compare. */
  private record Rivalry(String predecessor, Comparison comparison) {}

  private static final class Cell {
    final Lifts lifts = new Lifts();
    final DropDetector drop = new DropDetector();
    long queries;
    long hits;
    long countHits;
    double expectedHits;
    double squaredErrors;

    void add(boolean hit, boolean countsHit, double expected) {
      queries++;
      hits += hit ? 1 : 0;
      countHits += countsHit ? 1 : 0;
      expectedHits += expected;
      double error = expected - (hit ? 1 : 0);
      squaredErrors += error * error;
    }

    RegionQuality read(String region) {
      return new RegionQuality(
          region,
          queries,
          hits,
          countHits,
          expectedHits,
          squaredErrors,
          drop.level(),
          drop.alarms());
    }
  }

  /** An empty book. */
  public QualityBook(DriftListener drifted) {
    this.drifted = drifted;
  }

  /**
   * A user opened an app after a release had ranked some.
   *
   * @param hit whether the app was among the release's first five
   * @param countsHit whether it was among the first five by counts alone
   * @param expected how likely the release said a hit was
   * @param compared whether it counts when releases are compared
   */
  void answered(
      String release,
      String region,
      boolean hit,
      boolean countsHit,
      double expected,
      boolean compared) {
    boolean alarm;
    String known;
    synchronized (this) {
      known = known(region);
      Cell cell = cell(release, known);
      cell.add(hit, countsHit, expected);
      alarm = cell.drop.add(hit);
      if (compared) {
        compare(release, known, (hit ? 1 : 0) - (countsHit ? 1 : 0));
      }
    }
    if (alarm) {
      drifted.drifted(release, known);
    }
  }

  private void compare(String release, String region, int lift) {
    rivalries.forEach(
        (candidate, rivalry) -> {
          if (candidate.equals(release)) {
            rivalry.comparison.candidate(region, lift);
          } else if (rivalry.predecessor.equals(release)) {
            rivalry.comparison.predecessor(region, lift);
          }
        });
    cell(release, region).lifts.add(lift);
  }

  /**
   * Says which release to compare with which from now on. A comparison goes on while its two
   * releases stay the same.
   *
   * @param predecessors the release that users would be on otherwise, by release
   */
  synchronized void compare(Map<String, String> predecessors) {
    rivalries.keySet().retainAll(predecessors.keySet());
    predecessors.forEach(
        (candidate, predecessor) -> {
          Rivalry rivalry = rivalries.get(candidate);
          if (rivalry == null || !rivalry.predecessor.equals(predecessor)) {
            rivalries.put(candidate, new Rivalry(predecessor, comparison(predecessor)));
          }
        });
  }

  /** A comparison that knows what the release before did lately. */
  private Comparison comparison(String predecessor) {
    Comparison comparison = new Comparison(MARGIN);
    cells
        .getOrDefault(predecessor, Map.of())
        .forEach(
            (region, cell) -> cell.lifts.forEach(lift -> comparison.predecessor(region, lift)));
    return comparison;
  }

  /** Why a release is worse than the one before it, if that is certain enough. */
  synchronized Optional<String> worse(String release) {
    Rivalry rivalry = rivalries.get(release);
    if (rivalry == null || rivalry.comparison.logEvidence() < LOG_THRESHOLD) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "it foresees the next app less often than %s: %s against %s, in %,d comparisons"
                + " (chance of a mistake at most %.0f in 100)",
            rivalry.predecessor,
            hitRate(release),
            hitRate(rivalry.predecessor),
            rivalry.comparison.count(),
            100 * ALPHA));
  }

  private String hitRate(String release) {
    long queries = 0;
    long hits = 0;
    for (Cell cell : cells.getOrDefault(release, Map.of()).values()) {
      queries += cell.queries;
      hits += cell.hits;
    }
    return String.format(
        Locale.ROOT, "%.1f %% of %,d", queries == 0 ? 0 : 100.0 * hits / queries, queries);
  }

  /** How a release does in each region, by name of the region. */
  public synchronized List<RegionQuality> of(String release) {
    List<RegionQuality> all = new ArrayList<>();
    cells.getOrDefault(release, Map.of()).forEach((region, cell) -> all.add(cell.read(region)));
    return all;
  }

  /** Forgets releases, but for these. */
  synchronized void keep(Set<String> releases) {
    cells.keySet().retainAll(releases);
  }

  private String known(String region) {
    if (regions.contains(region)) {
      return region;
    }
    if (regions.size() == MOST_REGIONS) {
      return OTHER;
    }
    regions.add(region);
    return region;
  }

  private Cell cell(String release, String region) {
    return cells
        .computeIfAbsent(release, id -> new TreeMap<>())
        .computeIfAbsent(region, name -> new Cell());
  }
}
