package dev.attune.topology.summary;

import dev.attune.models.habit.RecentTokens;
import dev.attune.models.sample.UsageUnits;
import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.Purpose;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.UsageCounter;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.Contributions;
import dev.attune.topology.profile.Profile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the use of those who allow analytics, each in their own profile, in the window in which
 * the event arrived: its record's timestamp. An event that comes out of order is not counted.
 *
 * <p>The window before is kept until it is closed. Depends on the user's own events, the catalog
 * and the settings, so that a replay counts the same. Not thread-safe.
 */
public final class CohortCounter implements UsageCounter {

  private static final int NO_CATEGORY = -1;
  private static final long MILLIS = 1000;

  private final WindowSchedule schedule;
  private final UsageUnits units;
  private final UserVectors vectors;
  private final Set<String> cohorts;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Counts what these settings say. */
  public CohortCounter(SummarySettings settings) {
    schedule = settings.schedule();
    units = new UsageUnits(settings.cells());
    vectors = new UserVectors(units);
    cohorts = new HashSet<>(settings.cohorts());
    for (String category : settings.categories()) {
      numbers.put(category, numbers.size());
    }
  }

  /** The cohort of a profile; empty if it is in none, or its user does not allow analytics. */
  static Optional<String> cohort(Profile profile, Set<String> cohorts) {
    return profile.allows(Purpose.ANALYTICS)
        ? profile.consent().map(Consent::region).filter(cohorts::contains)
        : Optional.empty();
  }

  @Override
  public void count(Catalog catalog, AcceptedEvent event, Token token) {
    Profile profile = event.profile();
    if (cohort(profile, cohorts).isEmpty()) {
      return;
    }
    long arrived = Math.floorDiv(event.recordTimestamp(), MILLIS);
    long start = schedule.startOf(arrived);
    Contributions contributions = profile.contributions();
    boolean beforeIsClosed = arrived >= schedule.closesAt(start - schedule.length().toSeconds());
    contributions.forgetBefore(beforeIsClosed ? start : start - schedule.length().toSeconds());

    EventType type = token.type();
    boolean ends = SessionTrace.ends(token);
    if (!ends && type != EventType.APP_OPENED && type != EventType.CONTENT_SEEN) {
      return;
    }
    RecentTokens recent = profile.recentTokens();
    SessionTrace trace =
        SessionTrace.of(recent, i -> category(catalog, recent.item(i)) != NO_CATEGORY);
    if (!trace.open()) {
      return;
    }
    int before =
        trace.lastOpening() < 0 ? NO_CATEGORY : category(catalog, recent.item(trace.lastOpening()));
    int category = category(catalog, token.itemHash());
    if (ends) {
      if (before != NO_CATEGORY) {
        add(event.user(), contributions, start, units.end(before));
      }
    } else if (category != NO_CATEGORY) {
      int unit =
          type == EventType.CONTENT_SEEN
              ? units.content(category)
              : units.opening(
                  before == NO_CATEGORY ? numbers.size() : before,
                  category,
                  token.hourOfWeek() % 24,
                  trace.afterNotification());
      add(event.user(), contributions, start, unit);
    }
  }

  private void add(Pseudonym user, Contributions contributions, long start, int unit) {
    contributions.add(start, unit, window -> vectors.fresh(user, window));
  }

  private int category(Catalog catalog, int itemHash) {
    Optional<CatalogEntry> entry = catalog.byHash(itemHash);
    return entry.isEmpty()
        ? NO_CATEGORY
        : numbers.getOrDefault(entry.get().category(), NO_CATEGORY);
  }
}
