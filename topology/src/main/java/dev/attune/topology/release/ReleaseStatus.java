package dev.attune.topology.release;

import java.util.List;
import java.util.Optional;

/**
 * A release as this instance sees it.
 *
 * @param id its id
 * @param state what became of it
 * @param reason why it may not be used, as a word
 * @param detail the same as a sentence
 * @param calls calls of its models since it was loaded
 * @param failures those without a usable answer
 * @param slow those that took far too long
 * @param regions how well it foresees what users open, by region
 */
public record ReleaseStatus(
    String id,
    State state,
    Optional<String> reason,
    Optional<String> detail,
    long calls,
    long failures,
    long slow,
    List<RegionQuality> regions) {

  /** What can become of a release. */
  public enum State {
    /** It is the one this instance was configured with. */
    CONFIGURED,
    /** It was checked, and no rollout asks for it. */
    CHECKED,
    /** It is loaded: users may be on it. */
    LOADED,
    /** This instance refused it. */
    REFUSED,
    /** It was in use, or known to be good, and was taken back. */
    TAKEN_BACK;

    /** The state as a word. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Copies the list. */
  public ReleaseStatus {
    regions = List.copyOf(regions);
  }
}
