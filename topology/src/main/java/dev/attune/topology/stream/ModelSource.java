package dev.attune.topology.stream;

import dev.attune.models.usage.FallbackUsageModel;

/** Where a task gets its model from. Models share what is costly; one owner outside closes that. */
@FunctionalInterface
public interface ModelSource {

  /** A model for one task, which closes it. Called by several threads. */
  FallbackUsageModel create();
}
