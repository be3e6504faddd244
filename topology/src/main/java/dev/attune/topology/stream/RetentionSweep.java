package dev.attune.topology.stream;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.profile.CorruptProfileException;
import dev.attune.topology.profile.ProfileCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds stored profiles of users who were not seen for long, a few at a time.
 *
 * <p>Pseudonyms are spread evenly, so a pass through all of them in {@link #PASS} is at the same
 * part of them as the clock is of that time: nothing must be remembered over a restart to go on,
 * and every turn looks at equally many. A turn never looks at more than {@link #PROFILES_PER_TURN};
 * what it leaves, the next ones catch up with. Not thread-safe.
 */
final class RetentionSweep {

  /** How long a pass through all profiles takes. */
  static final Duration PASS = Duration.ofDays(1);

  /** How often there is a turn. */
  static final Duration TURN = Duration.ofSeconds(10);

  /** How many profiles a turn looks at most: some milliseconds. */
  static final int PROFILES_PER_TURN = 2_000;

  private static final long PASS_MILLIS = PASS.toMillis();
  private static final long NEVER = Long.MIN_VALUE;
  private static final double PARTS = 0x1p53;
  private static final int UNUSED_BITS = 11;

  private final KeyValueStore<Bytes, byte[]> store;
  private long coveredUntil = NEVER;
  private @Nullable Bytes next;

  RetentionSweep(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * Looks at the next profiles.
   *
   * @param now milliseconds since 1970-01-01T00:00Z, on the wall's clock
   * @param before in seconds since then
   * @return the users whose stored profiles say that they were last seen before that
   */
  List<Pseudonym> turn(long now, long before) {
    if (coveredUntil < now - PASS_MILLIS) {
      coveredUntil = coveredUntil == NEVER ? now - TURN.toMillis() : now - PASS_MILLIS;
      next = null;
    }
    List<Pseudonym> users = new ArrayList<>();
    int room = PROFILES_PER_TURN;
    while (coveredUntil < now && room > 0) {
      long endOfPass = (Math.floorDiv(coveredUntil, PASS_MILLIS) + 1) * PASS_MILLIS;
      long end = Math.min(now, endOfPass);
      Bytes from = next == null ? key(coveredUntil) : next;
      Bytes to = end == endOfPass ? null : key(end);
      next = null;
      room -= look(from, to, room, before, users);
      if (next == null) {
        coveredUntil = end;
      }
    }
    return users;
  }

  /** How many were looked at; if there are more, {@link #next} says where to go on. */
  private int look(Bytes from, @Nullable Bytes to, int most, long before, List<Pseudonym> unseen) {
    int looked = 0;
    try (KeyValueIterator<Bytes, byte[]> profiles = store.range(from, to)) {
      while (profiles.hasNext()) {
        KeyValue<Bytes, byte[]> stored = profiles.next();
        if (stored.key.equals(to)) {
          // The first of the next part.
          return looked;
        }
        if (looked == most) {
          next = stored.key;
          return looked;
        }
        looked++;
        if (ProfileStore.isProfile(stored.key) && wasLastSeenBefore(stored.value, before)) {
          unseen.add(Pseudonym.of(stored.key.get()));
        }
      }
    }
    return looked;
  }

  private static boolean wasLastSeenBefore(byte[] profile, long second) {
    try {
      long seen = ProfileCodec.lastSeenAt(profile);
      return seen > 0 && seen < second;
    } catch (CorruptProfileException e) {
      // Whoever touches it next tells of it.
      return false;
    }
  }

  /** The first key that a pass has not come to at this time. */
  private static Bytes key(long time) {
    double share = (double) Math.floorMod(time, PASS_MILLIS) / PASS_MILLIS;
    long place = (long) (share * PARTS) << UNUSED_BITS;
    return Bytes.wrap(ByteBuffer.allocate(Pseudonym.BYTES).putLong(place).array());
  }
}
