package dev.attune.topology.stream;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Profiles in the store of a task. Not thread-safe. */
final class ProfileStore implements WriteBackCache.Backing<Pseudonym, Profile> {

  private final KeyValueStore<Bytes, byte[]> store;
  private final ProfileCodec codec = new ProfileCodec();

  ProfileStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * @throws dev.attune.topology.profile.CorruptProfileException if what is stored is no profile
   */
  @Override
  public Profile read(Pseudonym user) {
    byte[] stored = store.get(key(user));
    return stored == null ? new Profile() : codec.decode(stored);
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

  private static Bytes key(Pseudonym user) {
    return Bytes.wrap(user.bytes());
  }
}
