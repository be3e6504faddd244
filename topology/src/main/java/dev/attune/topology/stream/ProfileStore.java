package dev.attune.topology.stream;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Profiles in the store of a task. Not thread-safe. */
final class ProfileStore implements WriteBackCache.Backing<Pseudonym, Profile> {

  /** Many profiles at once cost the store less each; this many hold little memory. */
  private static final int TOGETHER = 256;

  private final KeyValueStore<Bytes, byte[]> store;
  private final ProfileCodec codec = new ProfileCodec();
  private final List<KeyValue<Bytes, byte[]>> unstored = new ArrayList<>(TOGETHER);

  /**
   * One that left the cache, to be the next that is read: mostly one leaves for each that comes.
   */
  private @Nullable Profile spare;

  ProfileStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * @throws dev.attune.topology.profile.CorruptProfileException if what is stored is no profile
   */
  @Override
  public Profile read(Pseudonym user) {
    byte[] stored = store.get(key(user));
    if (stored == null) {
      return new Profile();
    }
    Profile profile = spare == null ? new Profile() : spare;
    spare = null;
    codec.decode(stored, profile);
    return profile;
  }

  @Override
  public void write(Pseudonym user, Profile profile) {
    add(user, codec.encode(profile));
  }

  @Override
  public void delete(Pseudonym user) {
    add(user, null);
  }

  private void add(Pseudonym user, byte @Nullable [] profile) {
    unstored.add(new KeyValue<>(key(user), profile));
    if (unstored.size() == TOGETHER) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (!unstored.isEmpty()) {
      store.putAll(unstored);
      unstored.clear();
    }
  }

  @Override
  public Profile fresh(Pseudonym user) {
    return new Profile();
  }

  @Override
  public void release(Profile profile) {
    spare = profile;
  }

  /** Whether this is the key of a profile; shorter ones are of what tasks note for themselves. */
  static boolean isProfile(Bytes key) {
    return key.get().length == Pseudonym.BYTES;
  }

  private static Bytes key(Pseudonym user) {
    return Bytes.wrap(user.bytes());
  }
}
