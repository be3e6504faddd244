package dev.attune.topology.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class RetentionSweepTest {

  private static final long SEEN = 1_000_000;
  private static final long PASS = RetentionSweep.PASS.toMillis();
  private static final long TURN = RetentionSweep.TURN.toMillis();

  private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("store").get();
  private final ProfileCodec codec = new ProfileCodec();

  private void put(byte[] user, long seen) {
    Profile profile = new Profile();
    profile.consentTo(new Consent(seen, Set.of(), "1", "eu", AgeBand.ADULT));
    store.put(Bytes.wrap(user), codec.encode(profile));
  }

  private void putUsers(int users, Random random) {
    for (int i = 0; i < users; i++) {
      byte[] user = new byte[Pseudonym.BYTES];
      random.nextBytes(user);
      put(user, SEEN);
    }
  }

  @Property(tries = 50)
  void shouldFindEveryoneOnceInAPassWhereverItBegins(
      @ForAll @IntRange(max = 86_399) int second, @ForAll long seed) {
    // Given
    putUsers(300, new Random(seed));
    RetentionSweep sweep = new RetentionSweep(store);
    long begin = second * 1000L;

    // When
    List<Pseudonym> found = new ArrayList<>();
    for (long now = begin; now < begin + PASS; now += TURN) {
      found.addAll(sweep.turn(now, SEEN + 1));
    }

    // Then
    assertThat(found).hasSize((int) store.approximateNumEntries()).doesNotHaveDuplicates();
  }

  @Test
  void shouldGoOnWhereTheClockIsAfterARestart() {
    // Given
    putUsers(500, new Random(1));
    List<Pseudonym> found = new ArrayList<>();

    // When it starts anew every hour
    for (long hour = 0; hour < PASS; hour += PASS / 24) {
      RetentionSweep sweep = new RetentionSweep(store);
      for (long now = hour + TURN; now <= hour + PASS / 24; now += TURN) {
        found.addAll(sweep.turn(now, SEEN + 1));
      }
    }

    // Then
    assertThat(found).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void shouldNeverLookAtMoreThanItMayInATurnAndCatchUp() {
    // Given pseudonyms that are not spread at all
    int users = 3 * RetentionSweep.PROFILES_PER_TURN + 7;
    for (int i = 0; i < users; i++) {
      put(ByteBuffer.allocate(Pseudonym.BYTES).putLong(i).array(), SEEN);
    }
    RetentionSweep sweep = new RetentionSweep(store);
    sweep.turn(PASS - TURN, SEEN + 1);

    // When
    List<Integer> found = new ArrayList<>();
    for (int turn = 0; turn < 5; turn++) {
      found.add(sweep.turn(PASS + (1 + turn) * TURN, SEEN + 1).size());
    }

    // Then
    int most = RetentionSweep.PROFILES_PER_TURN;
    assertThat(found).containsExactly(most, most, most, 7, 0);
  }

  @Test
  void shouldLeaveWhoWasSeenSinceAndWhatIsNoProfile() {
    // Given
    put(ByteBuffer.allocate(Pseudonym.BYTES).putLong(1).array(), SEEN);
    put(ByteBuffer.allocate(Pseudonym.BYTES).putLong(2).array(), SEEN - 1);
    store.put(
        Bytes.wrap(ByteBuffer.allocate(Pseudonym.BYTES).putLong(3).array()), new byte[] {9, 9, 9});
    RetentionSweep sweep = new RetentionSweep(store);

    // Then
    assertThat(sweep.turn(TURN, SEEN))
        .containsExactly(Pseudonym.of(ByteBuffer.allocate(Pseudonym.BYTES).putLong(2).array()));
  }
}
