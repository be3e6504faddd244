package dev.attune.models.session;

import java.time.DayOfWeek;
import java.util.List;

/**
 * Writes sessions of a cohort from its summary: whatever is private in them is in the summary
 * (post-processing), and all randomness follows from a public seed. Not thread-safe.
 */
public interface SessionWriter extends AutoCloseable {

  /** The most events of a session. */
  int LONGEST = 48;

  /**
   * Writes sessions; the same input gives the same sessions.
   *
   * @param seed any text that is public, such as the id of the summary's release
   * @param day the day of the week that they are of
   * @param sessions how many
   */
  List<WrittenSession> write(CohortSummary summary, String seed, DayOfWeek day, int sessions);

  @Override
  void close();
}
