package dev.attune.topology.release;

import dev.attune.privacy.pseudonym.Pseudonym;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What models expect users to open next, until they open something. Kept in memory only, for a
 * bounded number of users, those not heard of for longest leaving first. Not thread-safe.
 */
public final class Expectations implements RankingWatch {

  /**
   * How often a user counts when two releases are compared: a few users who happen to be easy or
   * hard to foresee must not decide it.
   */
  static final int MOST_OF_ONE_USER = 25;

  private final QualityBook book;
  private final int mostUsers;
  private final Map<Pseudonym, Expected> users = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Expected {
    String release = "";
    String region = "";
    @Nullable Ranking ranking;
    int counted;
  }

  /**
   * @param book where hits and misses are written
   * @param mostUsers how many users are remembered
   */
  public Expectations(QualityBook book, int mostUsers) {
    this.book = book;
    this.mostUsers = mostUsers;
  }

  @Override
  public void ranked(Pseudonym user, String region, String release, Ranking ranking) {
    Expected expected = users.computeIfAbsent(user, unknown -> new Expected());
    if (!expected.release.equals(release)) {
      expected.release = release;
      expected.counted = 0;
    }
    expected.region = region;
    expected.ranking = ranking;
    if (users.size() > mostUsers) {
      users.remove(users.keySet().iterator().next());
    }
  }

  @Override
  public void opened(Pseudonym user, int itemHash) {
    Expected expected = users.get(user);
    if (expected == null || expected.ranking == null) {
      return;
    }
    Ranking ranking = expected.ranking;
    expected.ranking = null;
    book.answered(
        expected.release,
        expected.region,
        contains(ranking.model(), itemHash),
        contains(ranking.counts(), itemHash),
        ranking.expected(),
        expected.counted++ < MOST_OF_ONE_USER);
  }

  private static boolean contains(int[] hashes, int hash) {
    for (int candidate : hashes) {
      if (candidate == hash) {
        return true;
      }
    }
    return false;
  }
}
