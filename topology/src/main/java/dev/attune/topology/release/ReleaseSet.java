package dev.attune.topology.release;

import dev.attune.models.release.rollout.Rollout;
import dev.attune.privacy.pseudonym.Pseudonym;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The releases that may be used at one moment, and who gets which. Immutable; a new one replaces
 * it. Its releases stay loaded as long as anyone holds it. Thread-safe.
 */
final class ReleaseSet {

  private final SharedRelease configured;
  private final Map<String, SharedRelease> usable = new TreeMap<>();
  private final @Nullable Rollout rollout;
  private int holders = 1;

  /**
   * Holds every release given; whoever makes this holds it first.
   *
   * @param configured what users get whom the rollout gives nothing that is usable
   * @param others releases that are loaded and were not taken back
   * @param rollout who gets what; nothing gives everyone the configured one
   */
  ReleaseSet(SharedRelease configured, List<SharedRelease> others, Optional<Rollout> rollout) {
    this.configured = configured;
    this.rollout = rollout.orElse(null);
    usable.put(configured.id(), configured);
    others.forEach(other -> usable.putIfAbsent(other.id(), other));
    usable.values().forEach(SharedRelease::hold);
  }

  /** The release a user should be on. */
  SharedRelease releaseFor(Pseudonym user, String region) {
    return rollout == null
        ? configured
        : rollout
            .releaseFor(user.bytes(), region, usable::containsKey)
            .map(usable::get)
            .orElse(configured);
  }

  /** What users of a release would get if it did not exist. */
  SharedRelease without(String releaseId) {
    return rollout == null
        ? configured
        : rollout
            .baseline(id -> !id.equals(releaseId) && usable.containsKey(id))
            .map(usable::get)
            .orElse(configured);
  }

  /** The release that states with this tag belong to, if it may still be used. */
  @Nullable SharedRelease byTag(int tag) {
    for (SharedRelease release : usable.values()) {
      if (release.tag() == tag) {
        return release;
      }
    }
    return null;
  }

  /** Whether this very loaded release may be used. */
  boolean has(SharedRelease release) {
    return usable.get(release.id()) == release;
  }

  List<SharedRelease> all() {
    return new ArrayList<>(usable.values());
  }

  SharedRelease configured() {
    return configured;
  }

  synchronized void hold() {
    if (holders == 0) {
      throw new IllegalStateException("this set of releases is gone");
    }
    holders++;
  }

  /** Lets go; the last one lets go of the releases. */
  synchronized void letGo() {
    if (--holders == 0) {
      usable.values().forEach(SharedRelease::letGo);
    }
  }
}
