package dev.attune.topology.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ListSweepTest {

  private static final Catalog TWO = catalog("app:a", "app:b");
  private static final Catalog THREE = catalog("app:a", "app:b", "app:c");

  private final KeyValueStore<Bytes, byte[]> store =
      Stores.inMemoryKeyValueStore(TopologyNames.PROFILE_STORE).get();

  private static Catalog catalog(String... ids) {
    return Catalog.of(
        Stream.of(ids)
            .map(
                id ->
                    CatalogItem.newBuilder()
                        .setId(id)
                        .setKind(ItemKind.APP)
                        .setCategory("c")
                        .setTitle(id)
                        .setModeration(ModerationState.APPROVED)
                        .build())
            .toList());
  }

  private void store(int profiles) {
    for (int user = 0; user < profiles; user++) {
      store.put(Bytes.wrap(pseudonym(user)), new ProfileCodec().encode(new Profile()));
    }
  }

  private static byte[] pseudonym(int user) {
    return ByteBuffer.allocate(Pseudonym.BYTES).putInt(user).array();
  }

  /** Turns until nothing is due; returns who was looked at and found outdated, which are all. */
  private static List<Pseudonym> sweep(ListSweep sweep) {
    List<Pseudonym> users = new ArrayList<>();
    while (sweep.isDue()) {
      users.addAll(sweep.turn(profile -> true));
    }
    return users;
  }

  /** A task that starts with this catalog. */
  private ListSweep starts(Catalog catalog, long restrictions) {
    ListSweep sweep = new ListSweep(store);
    sweep.use(catalog, restrictions);
    return sweep;
  }

  @Test
  void shouldLookAtEveryProfileOnceSomeAtATime() {
    store(2 * ListSweep.PROFILES_PER_TURN + 1);
    ListSweep sweep = starts(TWO, 0);

    assertThat(sweep.turn(profile -> true)).hasSize(ListSweep.PROFILES_PER_TURN);
    assertThat(sweep.isDue()).isTrue();
    assertThat(sweep(sweep)).hasSize(ListSweep.PROFILES_PER_TURN + 1);
    assertThat(sweep.isDue()).isFalse();
  }

  @Test
  void shouldLookAgainWhenSomethingLeft() {
    store(3);
    ListSweep sweep = starts(THREE, 0);
    sweep(sweep);

    sweep.use(TWO, 1);

    assertThat(sweep(sweep)).hasSize(3);
  }

  @Test
  void shouldLookOnceMoreWhenSomethingLeftDuringAPass() {
    store(ListSweep.PROFILES_PER_TURN + 1);
    ListSweep sweep = starts(THREE, 0);
    sweep.turn(profile -> true);

    sweep.use(TWO, 1);

    assertThat(sweep(sweep)).hasSize(ListSweep.PROFILES_PER_TURN + 2);
  }

  @Test
  void shouldLookAtNothingAfterARestartWithTheSameCatalog() {
    store(3);
    ListSweep before = starts(TWO, 7);
    sweep(before);
    before.note();

    assertThat(starts(TWO, 0).isDue()).isFalse();
    assertThat(starts(catalog("app:b", "app:a"), 5).isDue()).isFalse();
  }

  @Test
  void shouldLookAtAllAfterARestartWithAnotherCatalog() {
    store(3);
    ListSweep before = starts(THREE, 0);
    sweep(before);
    before.note();

    assertThat(sweep(starts(TWO, 0))).hasSize(3);
  }

  @Test
  void shouldLookAtAllAfterAnInterruptedPass() {
    store(ListSweep.PROFILES_PER_TURN + 1);
    ListSweep before = starts(THREE, 0);
    sweep(before);
    before.note();
    before.use(TWO, 1);
    before.turn(profile -> true);
    before.note();

    assertThat(starts(TWO, 0).isDue()).isTrue();
    assertThat(starts(THREE, 0).isDue()).isTrue();
  }

  @Test
  void shouldNotTrustANoteOfBeforeSomethingWasAdded() {
    // Given lists that were decided while there were three, and only two after the restart
    store(3);
    ListSweep before = starts(TWO, 0);
    sweep(before);
    before.note();
    before.use(THREE, 0);
    assertThat(before.isDue()).isFalse();
    before.note();

    assertThat(starts(TWO, 0).isDue()).isTrue();
    assertThat(starts(THREE, 0).isDue()).isFalse();
  }

  @Test
  void shouldTakeItsNoteForNoProfile() {
    ListSweep sweep = starts(TWO, 0);
    sweep(sweep);
    sweep.note();
    byte[] note = store.get(ListSweep.KEY);

    assertThat(ProfileStore.isProfile(ListSweep.KEY)).isFalse();
    assertThat(ProfileStore.isProfile(CommitMark.KEY)).isFalse();
    assertThat(ProfileStore.isProfile(Bytes.wrap(pseudonym(1)))).isTrue();
    assertThat(ProfileCodec.contributes(note)).isFalse();
  }
}
