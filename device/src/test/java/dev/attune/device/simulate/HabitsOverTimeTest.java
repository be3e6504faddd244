package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.NotificationAnswered;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HabitsOverTimeTest {
  private static final long DAY = 86_400;

  @Test
  void shouldKeepMostHabitsUnlessTheyChangeAbruptly() {
    // given the same users, once with and once without an abrupt change on day 14
    SimulationConfig steady = SimulationConfig.of(31, 40, Worlds.START);

    // then the favorite apps of the two weeks before and after overlap much, or little
    double kept = overlapOfFavorites(new Simulation(steady));
    double changed = overlapOfFavorites(new Simulation(steady.withHabitChangeOnDay(14)));
    assertThat(kept).isGreaterThan(0.75);
    assertThat(changed).isLessThan(0.5);
  }

  @Test
  void shouldLiveTheSameUntilTheChange() {
    SimulationConfig steady = SimulationConfig.of(31, 40, Worlds.START);
    List<SimulatedEvent> without = Worlds.days(new Simulation(steady).user(3), 13);
    List<SimulatedEvent> with =
        Worlds.days(new Simulation(steady.withHabitChangeOnDay(14)).user(3), 13);

    assertThat(with).isEqualTo(without);
  }

  @Test
  void shouldDriftSlowly() {
    // given users whose habits drift, and the same without drift
    SimulationConfig drifting = SimulationConfig.of(32, 30, Worlds.START);
    SimulationConfig still =
        new SimulationConfig(32, 30, Worlds.START, false, 0, -1, 0.08, 0.04, "");
    int replacedApps = 0;
    for (int user = 0; user < 30; user++) {
      Set<String> early = appsOf(new Simulation(drifting).user(user), 0, 7);
      Set<String> late = appsOf(new Simulation(drifting).user(user), 83, 90);
      Set<String> all = appsOf(new Simulation(still).user(user), 0, 90);
      late.removeAll(early);
      late.removeAll(all);
      replacedApps += late.size();
    }

    // then some use apps after three months that they would never have used
    assertThat(replacedApps).isPositive();
  }

  @Test
  void shouldFollowRoutinesAfterTheAlarm() {
    // given what is opened within five minutes after an alarm was dismissed
    Simulation world = Worlds.world(33, 40);
    Map<AppCategory, Integer> firsts = new HashMap<>();
    int total = 0;
    for (int user = 0; user < world.users(); user++) {
      long alarm = Long.MIN_VALUE / 2;
      for (SimulatedEvent event : Worlds.days(world.user(user), 14)) {
        if (event.payload() instanceof NotificationAnswered answered
            && answered.getCategory() == NotificationCategory.ALARM) {
          alarm = event.occurredAt();
        } else if (event.payload() instanceof AppOpened opened
            && event.occurredAt() - alarm < 300) {
          World names = World.INSTANCE;
          firsts.merge(names.category(names.index(opened.getApp())), 1, Integer::sum);
          total++;
          alarm = Long.MIN_VALUE / 2;
        }
      }
    }

    // then it is mostly the weather, which is a rare choice otherwise
    assertThat(total).isGreaterThan(150);
    assertThat(firsts.get(AppCategory.WEATHER) / (double) total).isGreaterThan(0.5);
  }

  private static double overlapOfFavorites(Simulation world) {
    double overlap = 0;
    for (int user = 0; user < world.users(); user++) {
      SimulatedUser life = world.user(user);
      Set<String> before = favorites(Worlds.days(life, 14));
      Set<String> after = favorites(Worlds.days(life, 28));
      after.retainAll(before);
      overlap += after.size() / 5.0 / world.users();
    }
    return overlap;
  }

  private static Set<String> favorites(List<SimulatedEvent> life) {
    Map<String, Long> counts =
        life.stream()
            .filter(event -> event.payload() instanceof AppOpened)
            .collect(
                Collectors.groupingBy(
                    event -> ((AppOpened) event.payload()).getApp(), Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(5)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<String> appsOf(SimulatedUser user, int fromDay, int untilDay) {
    long start = Worlds.START.getEpochSecond();
    Worlds.until(user, start + fromDay * DAY);
    return Worlds.until(user, start + untilDay * DAY).stream()
        .filter(event -> event.payload() instanceof AppOpened)
        .map(event -> ((AppOpened) event.payload()).getApp())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
