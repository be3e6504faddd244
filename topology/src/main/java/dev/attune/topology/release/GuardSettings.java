package dev.attune.topology.release;

/**
 * When a release is refused or taken back.
 *
 * @param slowdown how many times as long as the release in use it may take, over 1
 * @param failuresPermille the calls without a usable answer that it may have, in thousandths
 */
public record GuardSettings(double slowdown, int failuresPermille) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public GuardSettings {
    if (!(slowdown > 1) || failuresPermille < 0 || failuresPermille > 1000) {
      throw new IllegalArgumentException("no guard could work with that");
    }
  }

  /** Four times as long; one call in a hundred. */
  public static GuardSettings defaults() {
    return new GuardSettings(4, 10);
  }
}
