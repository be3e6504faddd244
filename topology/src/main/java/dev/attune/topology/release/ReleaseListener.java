package dev.attune.topology.release;

import dev.attune.models.release.rollout.TakenBack;

/** Is told what the desk does. Called by the loader's thread. */
public interface ReleaseListener {

  /** A release was loaded. */
  void loaded(String releaseId);

  /**
   * This instance refused a release or takes it back: all others must know.
   *
   * @param refused whether it was never in use here
   */
  void takenBack(TakenBack takenBack, boolean refused);
}
