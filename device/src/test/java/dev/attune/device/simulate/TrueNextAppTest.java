package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationShown;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrueNextAppTest {
  private static final int RANKS = 12;

  /** The 0.9999 quantile of chi-square with 12 degrees of freedom. */
  private static final double CHI_SQUARE_12 = 39.13;

  private record Choice(NextAppDistribution truth, String app, boolean sessionStart) {}

  @Test
  void shouldBeWhatChoicesAreDrawnFrom() {
    // given the choices of 150 users in two weeks
    List<Choice> choices = choices(Worlds.worldWithTruth(21, 150), 14);
    assertThat(choices.size()).isGreaterThan(40_000);

    // then: how often the app at each rank was chosen is what its probability says
    assertThat(chiSquareByRank(choices)).isLessThan(CHI_SQUARE_12);
    assertThat(chiSquareByRank(choices.stream().filter(Choice::sessionStart).toList()))
        .isLessThan(CHI_SQUARE_12);
    assertThat(chiSquareByRank(choices.stream().filter(choice -> !choice.sessionStart()).toList()))
        .isLessThan(CHI_SQUARE_12);
  }

  @Test
  void shouldStayExactAfterItemsWereOfferedAndNotTaken() {
    // given lists of what is wanted most, of which much is taken, so that what is left is skewed
    Simulation world = Worlds.worldWithTruth(26, 100);
    List<Choice> choices = new ArrayList<>();
    for (int number = 0; number < world.users(); number++) {
      SimulatedUser user = world.user(number);
      boolean offered = false;
      while (user.peek().occurredAt() < Worlds.START.getEpochSecond() + 14 * 86_400L) {
        SimulatedEvent event = user.next();
        if (event.payload() instanceof DeviceUnlocked) {
          user.deliver(Lists.of(1, event.occurredAt(), user.trueNextApp().top(3)));
        }
        if (event.payload() instanceof RecommendationShown) {
          offered = true;
        } else if (event.payload() instanceof AppOpened opened) {
          if (offered && event.truth().isPresent()) {
            choices.add(new Choice(event.truth().get(), opened.getApp(), true));
          }
          offered = false;
        }
      }
    }

    // then the oracle knows that too
    assertThat(choices.size()).isGreaterThan(1_500);
    assertThat(chiSquareByRank(choices)).isLessThan(CHI_SQUARE_12);
  }

  @Test
  void shouldNoticeADistributionThatIsSlightlyWrong() {
    // given the same statistic on predictions that are two percent off, so that the test above
    // could fail
    List<Choice> wrong =
        choices(Worlds.worldWithTruth(21, 150), 14).stream()
            .map(choice -> new Choice(flattened(choice.truth(), 0.02), choice.app(), false))
            .toList();

    assertThat(chiSquareByRank(wrong)).isGreaterThan(CHI_SQUARE_12);
  }

  @Test
  void shouldLeaveRoomToLearn() {
    List<Choice> choices = choices(Worlds.worldWithTruth(22, 60), 7);

    double oracle =
        choices.stream().mapToDouble(choice -> choice.truth().hitRate(5)).average().orElseThrow();

    assertThat(oracle).isBetween(0.75, 0.9);
  }

  @Test
  void shouldBeADistribution() {
    for (Choice choice : choices(Worlds.worldWithTruth(23, 5), 3)) {
      NextAppDistribution truth = choice.truth();
      double sum = truth.apps().stream().mapToDouble(truth::probability).sum();
      assertThat(sum).isCloseTo(1, within(1e-9));
      assertThat(truth.apps()).doesNotHaveDuplicates();
      assertThat(truth.probability(choice.app())).isPositive();
      assertThat(truth.probability("app:no-such-app")).isZero();
      assertThat(truth.top(5)).isEqualTo(truth.apps().subList(0, 5));
      assertThat(truth.hitRate(truth.apps().size())).isCloseTo(1, within(1e-9));
      for (int i = 1; i < truth.apps().size(); i++) {
        assertThat(truth.probability(truth.apps().get(i)))
            .isLessThanOrEqualTo(truth.probability(truth.apps().get(i - 1)));
      }
    }
  }

  @Test
  void shouldAgreeWithTheOracleAskedRightBefore() {
    // given a world that attaches no truth
    SimulatedUser asked = Worlds.world(24, 1).user(0);
    SimulatedUser told = Worlds.worldWithTruth(24, 1).user(0);
    int choices = 0;

    for (int i = 0; i < 3_000; i++) {
      // when
      asked.peek();
      SimulatedEvent next = told.next();

      // then
      if (next.truth().isPresent()) {
        NextAppDistribution oracle = asked.trueNextApp();
        assertThat(oracle.apps()).isEqualTo(next.truth().get().apps());
        assertThat(oracle.probability(oracle.apps().get(0)))
            .isEqualTo(next.truth().get().hitRate(1));
        choices++;
      }
      assertThat(asked.next().truth()).isEmpty();
    }
    assertThat(choices).isGreaterThan(500);
  }

  @Test
  void shouldBeAttachedToFreeChoicesOnly() {
    SimulatedUser user = Worlds.worldWithTruth(25, 1).user(0);
    Object before = user.next().payload();
    int fromNotifications = 0;

    for (SimulatedEvent event : Worlds.take(user, 5_000)) {
      if (event.payload() instanceof AppOpened) {
        boolean free =
            !(before instanceof NotificationAnswered)
                && !(before instanceof RecommendationAccepted);
        assertThat(event.truth().isPresent()).isEqualTo(free);
        fromNotifications += free ? 0 : 1;
      } else {
        assertThat(event.truth()).isEmpty();
      }
      before = event.payload();
    }
    assertThat(fromNotifications).isGreaterThan(20);
  }

  private static List<Choice> choices(Simulation world, int days) {
    List<Choice> choices = new ArrayList<>();
    for (int user = 0; user < world.users(); user++) {
      boolean first = false;
      for (SimulatedEvent event : Worlds.days(world.user(user), days)) {
        if (event.payload() instanceof DeviceUnlocked) {
          first = true;
        }
        if (event.payload() instanceof AppOpened opened) {
          boolean start = first;
          event.truth().ifPresent(truth -> choices.add(new Choice(truth, opened.getApp(), start)));
          first = false;
        }
      }
    }
    return choices;
  }

  private static double chiSquareByRank(List<Choice> choices) {
    double[] expected = new double[RANKS + 1];
    double[] observed = new double[RANKS + 1];
    for (Choice choice : choices) {
      List<String> apps = choice.truth().apps();
      for (int rank = 0; rank < RANKS; rank++) {
        expected[rank] += choice.truth().probability(apps.get(rank));
      }
      expected[RANKS] += 1 - choice.truth().hitRate(RANKS);
      observed[Math.min(RANKS, apps.indexOf(choice.app()))]++;
    }
    double sum = 0;
    for (int i = 0; i <= RANKS; i++) {
      sum += (observed[i] - expected[i]) * (observed[i] - expected[i]) / expected[i];
    }
    return sum;
  }

  private static NextAppDistribution flattened(NextAppDistribution truth, double by) {
    int size = truth.apps().size();
    double[] probabilities =
        truth.apps().stream()
            .mapToDouble(app -> (1 - by) * truth.probability(app) + by / size)
            .toArray();
    return new NextAppDistribution(truth.apps(), probabilities);
  }
}
