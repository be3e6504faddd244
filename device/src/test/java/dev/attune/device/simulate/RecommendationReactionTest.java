package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.SettingChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecommendationReactionTest {
  private static final int DAYS = 7;

  private static final class Tally {
    int shown;
    int accepted;
    int dismissed;
  }

  @Test
  void shouldShowTheListAtTheNextUnlockWithItsDecision() {
    // given a user in the middle of a day
    SimulatedUser user = Worlds.world(41, 1).user(0);
    List<SimulatedEvent> before = Worlds.days(user, 1);
    assertThat(before).noneMatch(event -> event.payload() instanceof RecommendationShown);

    // when
    RecommendationList list =
        Lists.of(5, user.peek().occurredAt(), List.of("app:maps", "app:news", "theme:dark-night"));
    user.deliver(list);

    // then nothing is shown until an unlock, and then all items at once, in order
    List<SimulatedEvent> shown = new ArrayList<>();
    boolean unlocked = false;
    while (shown.size() < 3) {
      SimulatedEvent event = user.next();
      unlocked |= event.payload() instanceof DeviceUnlocked;
      if (event.payload() instanceof RecommendationShown) {
        assertThat(unlocked).isTrue();
        shown.add(event);
      }
    }
    assertThat(shown)
        .extracting(event -> ((RecommendationShown) event.payload()))
        .containsExactly(
            new RecommendationShown(list.getDecision(), "app:maps", 0),
            new RecommendationShown(list.getDecision(), "app:news", 1),
            new RecommendationShown(list.getDecision(), "theme:dark-night", 2));
  }

  @Test
  void shouldNotShowWhatHasExpired() {
    SimulatedUser user = Worlds.world(41, 1).user(0);
    RecommendationList list = Lists.of(5, Worlds.START.getEpochSecond(), List.of("app:maps"));
    list.setExpiresAt(Worlds.START.getEpochSecond());
    user.deliver(list);

    assertThat(Worlds.days(user, 3))
        .noneMatch(event -> event.payload() instanceof RecommendationShown);
  }

  @Test
  void shouldOpenTheAppThatWasAccepted() {
    Simulation world = Worlds.world(42, 20);
    int accepted = 0;
    for (int number = 0; number < world.users(); number++) {
      List<SimulatedEvent> life = live(world.user(number), user -> user.trueNextApp().top(4));
      for (int i = 0; i < life.size() - 1; i++) {
        if (life.get(i).payload() instanceof RecommendationAccepted taken) {
          assertThat(life.get(i + 1).payload()).isEqualTo(new AppOpened(taken.getItem()));
          accepted++;
        }
      }
    }
    assertThat(accepted).isGreaterThan(100);
  }

  @Test
  void shouldActOnAcceptedContentAndSettings() {
    Simulation world = Worlds.world(43, 40);
    int contents = 0;
    int settings = 0;
    for (int number = 0; number < world.users(); number++) {
      List<SimulatedEvent> life =
          live(
              world.user(number),
              user -> List.of("content:video-live-special", "setting:dark-mode"));
      for (int i = 0; i < life.size() - 1; i++) {
        if (life.get(i).payload() instanceof RecommendationAccepted taken) {
          if (taken.getItem().startsWith("content:")) {
            assertThat(life.get(i + 1).payload())
                .isInstanceOfSatisfying(
                    ContentSeen.class,
                    seen -> assertThat(seen.getContent()).isEqualTo(taken.getItem()));
            contents++;
          } else {
            assertThat(life.get(i + 1).payload())
                .isInstanceOfSatisfying(
                    SettingChanged.class,
                    changed -> assertThat(changed.getSetting()).isEqualTo(taken.getItem()));
            settings++;
          }
        }
      }
    }
    assertThat(contents).isPositive();
    assertThat(settings).isPositive();
  }

  @Test
  void shouldPreferWhatTheUserTrulyWants() {
    // given lists an oracle would make, and lists of what the user is least likely to open
    Tally good = tally(user -> user.trueNextApp().top(4));
    Tally poor =
        tally(
            user -> {
              List<String> apps = user.trueNextApp().apps();
              return apps.subList(apps.size() - 4, apps.size());
            });

    // then the first are taken far more often, and the second are not even shown more
    assertThat(good.shown).isGreaterThan(1_000);
    assertThat(good.accepted).isGreaterThan(10 * poor.accepted);
    assertThat(good.accepted / (good.shown / 4.0)).isBetween(0.3, 0.8);
  }

  @Test
  void shouldTryNewAppsByInterestAndKeepThem() {
    // given apps that are popular, offered to people of whom few have them
    Simulation world = Worlds.world(45, 60);
    int tried = 0;
    int kept = 0;
    for (int number = 0; number < world.users(); number++) {
      SimulatedUser user = world.user(number);
      List<String> offer =
          List.of("app:radio", "app:transit", "app:wallet", "app:health").stream()
              .filter(app -> user.trueNextApp().probability(app) == 0)
              .toList();
      List<SimulatedEvent> life = live(user, any -> offer);
      for (SimulatedEvent event : life) {
        if (event.payload() instanceof RecommendationAccepted taken) {
          tried++;
          kept += user.trueNextApp().probability(taken.getItem()) > 0 ? 1 : 0;
        }
      }
    }
    assertThat(tried).isGreaterThan(5);
    assertThat(kept).isEqualTo(tried);
  }

  @Test
  void shouldDismissWhatDoesNotInterest() {
    Tally tally =
        tally(
            user ->
                List.of(
                    "app:indigo-bank",
                    "app:zephyr-fitness",
                    "content:finance-top-ten",
                    "theme:festive-dawn"));

    assertThat(tally.dismissed).isGreaterThan(20);
  }

  @Test
  void shouldLiveOnUnchangedWhereNothingIsDelivered() {
    // given a list delivered to one user
    Simulation world = Worlds.world(46, 2);
    SimulatedUser treated = world.user(0);
    treated.deliver(Lists.of(1, Worlds.START.getEpochSecond(), List.of("app:maps")));
    Worlds.take(treated, 500);

    // then another lives as if it had never happened
    assertThat(Worlds.take(world.user(1), 500))
        .isEqualTo(Worlds.take(Worlds.world(46, 2).user(1), 500));
  }

  private static Tally tally(Function<SimulatedUser, List<String>> recommender) {
    Simulation world = Worlds.world(44, 30);
    Tally tally = new Tally();
    for (int number = 0; number < world.users(); number++) {
      for (SimulatedEvent event : live(world.user(number), recommender)) {
        tally.shown += event.payload() instanceof RecommendationShown ? 1 : 0;
        tally.accepted += event.payload() instanceof RecommendationAccepted ? 1 : 0;
        tally.dismissed += event.payload() instanceof RecommendationDismissed ? 1 : 0;
      }
    }
    return tally;
  }

  /** A week with a new list at every unlock. */
  private static List<SimulatedEvent> live(
      SimulatedUser user, Function<SimulatedUser, List<String>> recommender) {
    List<SimulatedEvent> life = new ArrayList<>();
    long end = Worlds.START.getEpochSecond() + DAYS * 86_400L;
    int decisions = 0;
    while (user.peek().occurredAt() < end) {
      SimulatedEvent event = user.next();
      life.add(event);
      if (event.payload() instanceof DeviceUnlocked) {
        user.deliver(Lists.of(++decisions, event.occurredAt(), recommender.apply(user)));
      }
    }
    return life;
  }
}
