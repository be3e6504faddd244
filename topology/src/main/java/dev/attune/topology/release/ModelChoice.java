package dev.attune.topology.release;

import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import java.util.Optional;

/**
 * Which model answers for which user. Models have the standard shape, and stay open until the next
 * batch at least. Not thread-safe: a task has one of its own.
 */
public interface ModelChoice {

  /** Starts a batch: only now may the choice change. */
  void startBatch();

  /** The model of every user whatever their state, if there is only one. */
  Optional<UsageModel> sole();

  /**
   * The model of a user. Asked once for each user of a batch.
   *
   * @param region the region that the user's consent names
   * @param stateTag the tag of the release that the user's state belongs to; 0 for a new one
   */
  UsageModel modelOf(Pseudonym user, String region, int stateTag);

  /** One model for everyone, always; the caller closes it. */
  static ModelChoice of(UsageModel model) {
    return new ModelChoice() {
      @Override
      public void startBatch() {}

      @Override
      public Optional<UsageModel> sole() {
        return Optional.of(model);
      }

      @Override
      public UsageModel modelOf(Pseudonym user, String region, int stateTag) {
        return model;
      }
    };
  }
}
