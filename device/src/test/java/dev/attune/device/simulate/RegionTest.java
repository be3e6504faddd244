package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.usage.AppOpened;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionTest {
  private static final int USERS = 60;
  private static final int DAYS = 4;

  @Test
  void shouldLetAllUsersLiveInTheRegionAskedFor() {
    Simulation world = new Simulation(SimulationConfig.of(21, 30, Worlds.START).withRegion("apac"));

    for (int user = 0; user < world.users(); user++) {
      assertThat(world.user(user).region()).isEqualTo("apac");
      assertThat(world.user(user).peek().context().getUtcOffsetMinutes()).isBetween(330, 600);
    }
  }

  @Test
  void shouldUseOtherAppsInOtherRegions() {
    // given what is opened by two groups of one region and by a group of another
    Map<String, Double> here = openings("eu", 22);
    Map<String, Double> hereToo = openings("eu", 23);
    Map<String, Double> there = openings("apac", 24);

    // then regions differ by far more than chance
    assertThat(distance(here, there)).isGreaterThan(1.4 * distance(here, hereToo));
  }

  private static Map<String, Double> openings(String region, long seed) {
    Simulation world =
        new Simulation(SimulationConfig.of(seed, USERS, Worlds.START).withRegion(region));
    Map<String, Double> shares = new HashMap<>();
    double total = 0;
    for (int user = 0; user < USERS; user++) {
      for (SimulatedEvent event : Worlds.days(world.user(user), DAYS)) {
        if (event.payload() instanceof AppOpened opened) {
          shares.merge(opened.getApp(), 1.0, Double::sum);
          total++;
        }
      }
    }
    double all = total;
    shares.replaceAll((app, count) -> count / all);
    return shares;
  }

  /** Half the sum of the differences: 0 for equal shares, 1 for no app in common. */
  private static double distance(Map<String, Double> a, Map<String, Double> b) {
    Set<String> apps = new HashSet<>(a.keySet());
    apps.addAll(b.keySet());
    return apps.stream()
            .mapToDouble(app -> Math.abs(a.getOrDefault(app, 0.0) - b.getOrDefault(app, 0.0)))
            .sum()
        / 2;
  }
}
