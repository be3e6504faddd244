package dev.attune.topology.engine;

import dev.attune.models.token.Token;
import dev.attune.topology.catalog.Catalog;

/** Counts use for private summaries, in the profile of whose use it is. */
@FunctionalInterface
public interface UsageCounter {

  /** Counts nothing. */
  UsageCounter NONE = (catalog, event, token) -> {};

  /**
   * Counts an event that came in its order. It must not fail, whatever the event says: it would
   * fail for the whole batch.
   *
   * @param token the event as the model sees it, which the profile does not hold yet
   */
  void count(Catalog catalog, AcceptedEvent event, Token token);
}
