package dev.attune.topology.stream;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.profile.CorruptProfileException;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the stored profiles of a task, some at a time, whenever something left the catalog
 * since it last began, and once at the start, since nobody knows what left before. Not thread-safe.
 */
final class ListSweep {

  /** How many profiles are looked at in one turn: some tens of milliseconds. */
  static final int PROFILES_PER_TURN = 10_000;

  private static final long NEVER = -1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final ProfileCodec codec = new ProfileCodec();
  private long begunAt = NEVER;
  private boolean underway;
  private @Nullable Bytes next;

  ListSweep(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Whether there is something to do, given how often something left the catalog so far. */
  boolean isDue(long restrictions) {
    return underway || begunAt != restrictions;
  }

  /**
   * Looks at the next profiles.
   *
   * @param outdated whether the list of a profile must be decided again
   * @return the users for whom it must
   */
  List<Pseudonym> turn(long restrictions, Predicate<Profile> outdated) {
    if (!underway) {
      begunAt = restrictions;
      underway = true;
      next = null;
    }
    List<Pseudonym> users = new ArrayList<>();
    int looked = 0;
    try (KeyValueIterator<Bytes, byte[]> profiles = store.range(next, null)) {
      while (profiles.hasNext()) {
        KeyValue<Bytes, byte[]> stored = profiles.next();
        if (looked++ == PROFILES_PER_TURN) {
          next = stored.key;
          return users;
        }
        if (!CommitMark.KEY.equals(stored.key) && isOutdated(stored.value, outdated)) {
          users.add(Pseudonym.of(stored.key.get()));
        }
      }
    }
    underway = false;
    return users;
  }

  private boolean isOutdated(byte[] stored, Predicate<Profile> outdated) {
    try {
      return outdated.test(codec.decode(stored));
    } catch (CorruptProfileException e) {
      // Whoever touches it next tells of it.
      return false;
    }
  }
}
