package dev.attune.topology.release;

import java.util.Optional;

/** Where published releases are loaded from. Used by the loader's thread. */
@FunctionalInterface
public interface ReleaseShelf {

  /**
   * Reads, verifies and loads a release.
   *
   * @return nothing while some of it has not come
   * @throws dev.attune.models.release.ReleaseRefusedException if it may not be used
   */
  Optional<ServingRelease> load(String releaseId);
}
