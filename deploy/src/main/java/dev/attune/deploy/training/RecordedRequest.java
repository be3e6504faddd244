package dev.attune.deploy.training;

import dev.attune.models.training.DataClass;
import java.nio.file.Path;

/**
 * What training set to make of recorded events.
 *
 * @param seed of the choice of ranking samples
 * @param samplesPerUser the most ranking samples of one user
 * @param candidates the candidates of a ranking sample, fewer if fewer apps are known
 * @param minUsers how many users an item must have to be known by name; rarer ones share hash
 *     buckets, so that a release does not list what only a few people have
 * @param dataClass what the model will have to say of its data
 * @param out the folder to write
 */
public record RecordedRequest(
    long seed, int samplesPerUser, int candidates, int minUsers, DataClass dataClass, Path out) {

  /** How many users an item must have, unless said otherwise. */
  public static final int USUAL_MIN_USERS = 5;

  /**
   * @throws IllegalArgumentException if a number is out of its range, or the data class can't be
   *     true
   */
  public RecordedRequest {
    if (minUsers < 1) {
      throw new IllegalArgumentException("an item has at least 1 user, not " + minUsers);
    }
    if (dataClass == DataClass.SIMULATED) {
      throw new IllegalArgumentException(
          "recorded events are not simulated: say public, private-dp or private");
    }
  }
}
