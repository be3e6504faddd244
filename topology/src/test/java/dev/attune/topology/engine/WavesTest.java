package dev.attune.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WavesTest {

  private static final int ANNE = 1;
  private static final int BEN = 2;

  @Test
  void shouldDecideTogetherOnceNobodyHasAnotherEventToComeFirst() {
    List<AcceptedEvent> batch =
        List.of(event(ANNE, 0), event(BEN, 1), event(BEN, 2), event(BEN, 3), event(ANNE, 4));
    Set<Long> decided = Set.of(0L, 3L);

    assertThat(waves(batch, decided))
        .containsExactly(List.of(1L), List.of(2L), List.of(0L, 3L), List.of(4L));
  }

  @Test
  void shouldTakeEveryUsersNextEventWhereNothingIsDecided() {
    List<AcceptedEvent> batch = List.of(event(ANNE, 0), event(ANNE, 1), event(BEN, 2));

    assertThat(waves(batch, Set.of())).containsExactly(List.of(0L, 2L), List.of(1L));
    assertThat(waves(List.of(), Set.of())).isEmpty();
  }

  private static List<List<Long>> waves(List<AcceptedEvent> batch, Set<Long> decided) {
    Waves waves = new Waves(batch);
    List<List<Long>> seen = new ArrayList<>();
    for (List<AcceptedEvent> wave = waves.next(event -> decided.contains(event.offset()));
        !wave.isEmpty();
        wave = waves.next(event -> decided.contains(event.offset()))) {
      seen.add(wave.stream().map(AcceptedEvent::offset).toList());
    }
    return seen;
  }

  private static AcceptedEvent event(int user, long offset) {
    byte[] pseudonym = new byte[Pseudonym.BYTES];
    pseudonym[0] = (byte) user;
    UsageEvent event =
        new UsageEvent(
            new DevicePseudonym(new byte[8]), 1L, 1L, new Context(), new DeviceUnlocked());
    return new AcceptedEvent(Pseudonym.of(pseudonym), new Profile(), event, 0, 0, offset);
  }
}
