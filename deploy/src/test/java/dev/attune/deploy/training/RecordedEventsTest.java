package dev.attune.deploy.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedEventsTest {

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void shouldKeepEveryEventAsItWas() {
    SimulatedUser user =
        new Simulation(SimulationConfig.of(3, 1, TrainingSetRequest.USUAL_START)).user(0);
    List<UsageEvent> lived = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      lived.add(user.next().toUsageEvent(new DevicePseudonym(new byte[8])));
    }
    lived.forEach(event -> events.add("u", event));

    assertThat(events.of("u")).isEqualTo(lived.stream().distinct().toList());
  }

  @Test
  void shouldCountAnEventThatWasSentTwiceOnce() {
    UsageEvent event =
        new Simulation(SimulationConfig.of(3, 1, TrainingSetRequest.USUAL_START))
            .user(0)
            .next()
            .toUsageEvent(new DevicePseudonym(new byte[8]));
    events.add("u", event);
    events.add("u", event);

    assertThat(events.of("u")).containsExactly(event);
  }

  @Test
  void shouldForgetAUser() {
    events.add(
        "u",
        new Simulation(SimulationConfig.of(3, 1, TrainingSetRequest.USUAL_START))
            .user(0)
            .next()
            .toUsageEvent(new DevicePseudonym(new byte[8])));
    events.remove("u");

    assertThat(events.users()).isEmpty();
    assertThat(events.of("u")).isEmpty();
  }
}
