package dev.attune.topology.engine;

import dev.attune.models.usage.UsageModel;
import dev.attune.topology.catalog.Catalog;
import java.util.List;

/**
 * Runs accepted events through the model and makes the decisions they trigger.
 *
 * <p>Single-threaded and deterministic: what comes out for a user depends only on that user's
 * accepted events in order, the model release, the catalog and the settings; not on the batches
 * they come in, on other users or on any clock.
 */
public final class PersonalizationEngine {

  private final DecisionSettings settings;
  private final UsageModel model;

  /**
   * @param model answers for every user; owned and closed by the caller
   */
  public PersonalizationEngine(DecisionSettings settings, UsageModel model) {
    this.settings = settings;
    this.model = model;
  }

  /**
   * Processes a batch: profiles are changed, and what was decided goes to the sink before this
   * returns.
   *
   * @param batch events in the order in which they were accepted
   */
  public void run(Catalog catalog, List<AcceptedEvent> batch, DecisionSink sink) {
    for (AcceptedEvent accepted : batch) {
      accepted.profile().sawEventAt(accepted.event().getOccurredAt());
    }
  }
}
