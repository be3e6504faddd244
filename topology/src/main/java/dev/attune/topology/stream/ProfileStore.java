package dev.attune.topology.stream;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Profiles in the store of a task. Not thread-safe. */
final class ProfileStore implements WriteBackCache.Backing<Pseudonym, Profile> {

  private final KeyValueStore<Bytes, byte[]> store;
  private final ProfileCodec codec = new ProfileCodec();

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
    store.put(key(user), codec.encode(profile));
  }

  @Override
  public void delete(Pseudonym user) {
    store.delete(key(user));
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
