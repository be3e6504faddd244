package dev.attune.topology.release;

import dev.attune.privacy.pseudonym.Pseudonym;

/**
 * Sees what models rank and what users then open. What it remembers changes no output. Not thread
 * safe: a task has one of its own.
 */
public interface RankingWatch {

  /** Sees nothing. */
  RankingWatch NONE =
      new RankingWatch() {
        @Override
        public void ranked(Pseudonym user, String region, String release, Ranking ranking) {}

        @Override
        public void opened(Pseudonym user, int itemHash) {}
      };

  /**
   * A model ranked the apps that a user may be offered now.
   *
   * @param release the id of the release that did; not the fallback
   */
  void ranked(Pseudonym user, String region, String release, Ranking ranking);

  /** A user opened an app. */
  void opened(Pseudonym user, int itemHash);
}
