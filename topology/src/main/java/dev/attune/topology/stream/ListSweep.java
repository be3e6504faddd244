package dev.attune.topology.stream;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.profile.CorruptProfileException;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the stored profiles of a task, some at a time, whenever something left the catalog
 * since it last began.
 *
 * <p>Among the profiles it is stored which catalog all lists stand by: those that were decided with
 * an earlier one were looked at since. So a task that starts with the same catalog as it ended with
 * need not look at any, and one that starts with another one looks at all, since nobody knows what
 * left meanwhile. Not thread-safe.
 */
final class ListSweep {

  /** How many profiles are looked at in one turn: some milliseconds. */
  static final int PROFILES_PER_TURN = 2_000;

  /** Where the catalog is stored: no pseudonym is that short, and no profile starts with zeros. */
  static final Bytes KEY = Bytes.wrap(new byte[] {1});

  private static final int DIGEST_AT = 2;
  private static final long NEVER = -1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final ProfileCodec codec = new ProfileCodec();
  private final Profile looked = new Profile();
  private byte @Nullable [] stored;
  private @Nullable Catalog used;
  private long restrictions;
  private long begunAt = NEVER;
  private boolean underway;
  private @Nullable Bytes next;

  ListSweep(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    stored = store.get(KEY);
  }

  /**
   * To be called before lists are decided with a catalog.
   *
   * @param timesRestricted how often something left it so far, asked for after the catalog itself
   */
  void use(Catalog catalog, long timesRestricted) {
    if (used == null && Arrays.equals(stored, mark(catalog))) {
      begunAt = timesRestricted;
    }
    used = catalog;
    restrictions = timesRestricted;
  }

  /** Whether lists may hold what left the catalog that is used. */
  boolean isDue() {
    return underway || begunAt != restrictions;
  }

  /** Stores by which catalog all lists stand, if any; to be called right before a commit. */
  void note() {
    if (used == null) {
      return;
    }
    byte[] stands = isDue() ? null : mark(used);
    if (!Arrays.equals(stored, stands)) {
      store.put(KEY, stands);
      stored = stands;
    }
  }

  private static byte[] mark(Catalog catalog) {
    ByteBuffer digest = catalog.digest();
    byte[] mark = new byte[DIGEST_AT + digest.remaining()];
    digest.get(mark, DIGEST_AT, digest.remaining());
    return mark;
  }

  /**
   * Looks at the next profiles.
   *
   * @param outdated whether the list of a profile must be decided again
   * @return the users for whom it must
   */
  List<Pseudonym> turn(Predicate<Profile> outdated) {
    if (!underway) {
      begunAt = restrictions;
      underway = true;
      next = null;
    }
    List<Pseudonym> users = new ArrayList<>();
    int count = 0;
    try (KeyValueIterator<Bytes, byte[]> profiles = store.range(next, null)) {
      while (profiles.hasNext()) {
        KeyValue<Bytes, byte[]> profile = profiles.next();
        if (count++ == PROFILES_PER_TURN) {
          next = profile.key;
          return users;
        }
        if (ProfileStore.isProfile(profile.key) && isOutdated(profile.value, outdated)) {
          users.add(Pseudonym.of(profile.key.get()));
        }
      }
    }
    underway = false;
    return users;
  }

  private boolean isOutdated(byte[] profile, Predicate<Profile> outdated) {
    try {
      codec.decode(profile, looked);
      return outdated.test(looked);
    } catch (CorruptProfileException e) {
      // Whoever touches it next tells of it.
      return false;
    }
  }
}
