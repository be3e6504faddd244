package dev.attune.topology.release;

import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;

/**
 * A release that is loaded: the one owner of what its models share. Thread-safe; its models are
 * not.
 */
public interface ServingRelease extends AutoCloseable {

  /** The id of the release, or {@code fallback}. */
  String id();

  /** The items it knows. */
  Vocabulary vocabulary();

  /**
   * A model for one thread, which closes it.
   *
   * @throws IllegalStateException if the release is closed, or there is no memory for a model
   */
  UsageModel newModel();

  /** Gives no new models; what they share goes with the last of them. */
  @Override
  void close();
}
