package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.notification.NotificationCategory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationReproducibilityTest {

  @Test
  void shouldGiveTheSameBytesForTheSameSeedOnEveryMachine() throws Exception {
    // given 20,000 events of ten users
    Simulation world = Worlds.world(7, 10);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");

    // when
    for (int user = 0; user < world.users(); user++) {
      for (SimulatedEvent event : Worlds.take(world.user(user), 2_000)) {
        digest.update(event.toString().getBytes(StandardCharsets.UTF_8));
      }
    }

    // then: pinned; a change means that every figure measured with the simulator has to be measured
    // again
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("f50a5e502df97853b515b4b27715146f1c1ecf3ae0696c25bb42ec6daaf72452");
  }

  @Test
  void shouldGiveEqualUsersFromEqualWorlds() {
    List<SimulatedEvent> first = Worlds.take(Worlds.worldWithTruth(3, 5).user(4), 3_000);
    List<SimulatedEvent> second = Worlds.take(Worlds.world(3, 5).user(4), 3_000);

    // attaching the truth changes nothing that happens
    assertThat(first)
        .extracting(SimulatedEvent::payload)
        .isEqualTo(second.stream().map(SimulatedEvent::payload).toList());
    assertThat(first)
        .extracting(SimulatedEvent::context)
        .isEqualTo(second.stream().map(SimulatedEvent::context).toList());
    assertThat(first)
        .extracting(SimulatedEvent::occurredAt)
        .isEqualTo(second.stream().map(SimulatedEvent::occurredAt).toList());
  }

  @Test
  void shouldNotDependOnHowManyUsersThereAre() {
    assertThat(Worlds.take(Worlds.world(3, 5).user(4), 2_000))
        .isEqualTo(Worlds.take(Worlds.world(3, 5_000).user(4), 2_000));
  }

  @Test
  void shouldNotDependOnWhetherSomeoneLooks() {
    // given one user who is only advanced and one who is asked all kinds of things in between
    SimulatedUser plain = Worlds.world(3, 5).user(2);
    SimulatedUser watched = Worlds.world(3, 5).user(2);

    for (int i = 0; i < 2_000; i++) {
      // when
      watched.trueNextApp();
      watched.peek();
      watched.trueNextApp();
      watched.openProbability(NotificationCategory.NEWS, i % 24);

      // then
      assertThat(watched.next()).isEqualTo(plain.next());
    }
  }

  @Test
  void shouldDifferBetweenUsersAndSeeds() {
    List<SimulatedEvent> one = Worlds.take(Worlds.world(3, 5).user(0), 200);
    List<SimulatedEvent> other = Worlds.take(Worlds.world(3, 5).user(1), 200);
    List<SimulatedEvent> otherSeed = Worlds.take(Worlds.world(4, 5).user(0), 200);

    assertThat(one)
        .extracting(SimulatedEvent::occurredAt)
        .isNotEqualTo(other.stream().map(SimulatedEvent::occurredAt).toList());
    assertThat(one).isNotEqualTo(otherSeed);
    assertThat(Worlds.world(3, 5).user(0).userId())
        .isNotEqualTo(Worlds.world(4, 5).user(0).userId());
  }

  @Test
  void shouldRefuseUsersThatDoNotExist() {
    assertThatThrownBy(() -> Worlds.world(3, 5).user(5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
