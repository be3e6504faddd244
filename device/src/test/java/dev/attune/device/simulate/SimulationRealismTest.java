package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.PlaceClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulationRealismTest {
  private static final int USERS = 100;
  private static final int DAYS = 14;

  private static final List<List<SimulatedEvent>> LIVES = new ArrayList<>();
  private static final Simulation WORLD = Worlds.world(11, USERS);

  @BeforeAll
  static void liveTwoWeeks() {
    for (int user = 0; user < USERS; user++) {
      LIVES.add(Worlds.days(WORLD.user(user), DAYS));
    }
  }

  @Test
  void shouldMakeAboutAHundredEventsAUserAndDay() {
    List<Double> perDay = LIVES.stream().map(life -> life.size() / (double) DAYS).sorted().toList();

    assertThat(perDay.get(USERS / 2)).isBetween(80.0, 120.0);
    assertThat(perDay.get(USERS / 10)).isGreaterThan(55.0);
    assertThat(perDay.get(USERS * 9 / 10)).isLessThan(160.0);
  }

  @Test
  void shouldNumberTheEventsOfEachPhoneWithoutGaps() {
    for (List<SimulatedEvent> life : LIVES) {
      Map<Integer, Long> last = new HashMap<>();
      for (SimulatedEvent event : life) {
        assertThat(event.sequence()).isEqualTo(last.getOrDefault(event.device(), 0L) + 1);
        last.put(event.device(), event.sequence());
      }
    }
  }

  @Test
  void shouldNeverGoBackInTime() {
    for (List<SimulatedEvent> life : LIVES) {
      for (int i = 1; i < life.size(); i++) {
        assertThat(life.get(i).occurredAt()).isGreaterThanOrEqualTo(life.get(i - 1).occurredAt());
      }
    }
  }

  @Test
  void shouldOpenAndCloseAppsInTurnWithinSessions() {
    for (List<SimulatedEvent> life : LIVES) {
      String open = null;
      long since = 0;
      boolean unlocked = false;
      for (SimulatedEvent event : life) {
        if (event.payload() instanceof DeviceUnlocked) {
          assertThat(open).isNull();
          unlocked = true;
        } else if (event.payload() instanceof AppOpened opened) {
          assertThat(unlocked).isTrue();
          assertThat(open).isNull();
          open = opened.getApp();
          since = event.occurredAt();
        } else if (event.payload() instanceof AppClosed closed) {
          assertThat(closed.getApp()).isEqualTo(open);
          assertThat(closed.getDurationSeconds()).isEqualTo((int) (event.occurredAt() - since));
          open = null;
        }
      }
    }
  }

  @Test
  void shouldUseFewAppsMuchAndManyLittle() {
    double topShare = 0;
    for (List<SimulatedEvent> life : LIVES) {
      List<Long> counts =
          countsByApp(life).values().stream().sorted(Comparator.reverseOrder()).toList();
      double total = counts.stream().mapToLong(Long::longValue).sum();
      topShare += counts.stream().limit(5).mapToLong(Long::longValue).sum() / total / USERS;
      assertThat(counts.size()).isBetween(10, 48);
      assertThat(counts.get(0)).isGreaterThan(4 * counts.get(counts.size() / 2));
    }
    assertThat(topShare).isBetween(0.5, 0.8);
  }

  @Test
  void shouldSleepAtNightAndWakeInTheMorning() {
    long[] unlocks = new long[24];
    everything(event -> event.payload() instanceof DeviceUnlocked)
        .forEach(event -> unlocks[event.context().getLocalHour()]++);
    long night = unlocks[2] + unlocks[3] + unlocks[4];
    long evening = unlocks[18] + unlocks[19] + unlocks[20];

    assertThat(evening).isGreaterThan(10 * night);
    assertThat(unlocks[8]).isGreaterThan(5 * unlocks[5]);
  }

  @Test
  void shouldWorkOnWeekdaysAndRestOnWeekends() {
    List<SimulatedEvent> atWork =
        everything(event -> event.context().getPlace() == PlaceClass.WORK);
    assertThat(atWork).isNotEmpty().allMatch(event -> !isWeekend(event));

    // and the apps follow: productivity on weekdays, games on weekends
    assertThat(share(AppCategory.PRODUCTIVITY, false))
        .isGreaterThan(1.3 * share(AppCategory.PRODUCTIVITY, true));
    assertThat(share(AppCategory.GAMES, true)).isGreaterThan(1.1 * share(AppCategory.GAMES, false));
  }

  @Test
  void shouldPreferCategoriesByTheHour() {
    assertThat(shareAt(AppCategory.WEATHER, 6, 10))
        .isGreaterThan(2 * shareAt(AppCategory.WEATHER, 18, 23));
    assertThat(shareAt(AppCategory.VIDEO, 18, 23))
        .isGreaterThan(2 * shareAt(AppCategory.VIDEO, 6, 10));
  }

  @Test
  void shouldKeepHabitsOfTheirOwn() {
    Set<String> favorites = new HashSet<>();
    for (List<SimulatedEvent> life : LIVES) {
      countsByApp(life).entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .ifPresent(most -> favorites.add(most.getKey()));
    }
    assertThat(favorites.size()).isGreaterThan(20);
  }

  @Test
  void shouldAnswerNotificationsByCategory() {
    Map<NotificationCategory, Double> opened = new EnumMap<>(NotificationCategory.class);
    Map<NotificationCategory, Double> answered = new EnumMap<>(NotificationCategory.class);
    Map<NotificationAnswer, Integer> answers = new EnumMap<>(NotificationAnswer.class);
    for (SimulatedEvent event :
        everything(event -> event.payload() instanceof NotificationAnswered)) {
      NotificationAnswered answer = (NotificationAnswered) event.payload();
      answered.merge(answer.getCategory(), 1.0, Double::sum);
      answers.merge(answer.getAnswer(), 1, Integer::sum);
      if (answer.getAnswer() == NotificationAnswer.OPENED) {
        opened.merge(answer.getCategory(), 1.0, Double::sum);
      }
    }
    double message =
        opened.get(NotificationCategory.MESSAGE) / answered.get(NotificationCategory.MESSAGE);
    double promotion =
        opened.get(NotificationCategory.PROMOTION) / answered.get(NotificationCategory.PROMOTION);

    assertThat(message).isBetween(0.5, 0.85);
    assertThat(promotion).isBetween(0.03, 0.25);
    assertThat(answers)
        .containsOnlyKeys(
            NotificationAnswer.OPENED, NotificationAnswer.DISMISSED, NotificationAnswer.IGNORED);
    assertThat(answers.values()).allMatch(count -> count > 2_000);
  }

  @Test
  void shouldAnswerOnlyWhatWasPosted() {
    for (List<SimulatedEvent> life : LIVES) {
      Map<String, Integer> open = new HashMap<>();
      for (SimulatedEvent event : life) {
        if (event.payload() instanceof NotificationPosted posted) {
          open.merge(posted.getApp() + posted.getCategory(), 1, Integer::sum);
        } else if (event.payload() instanceof NotificationAnswered answered) {
          int left = open.merge(answered.getApp() + answered.getCategory(), -1, Integer::sum);
          assertThat(left).isNotNegative();
          assertThat(answered.getAfterSeconds()).isNotNegative();
        }
      }
    }
  }

  @Test
  void shouldDescribeTheCircumstances() {
    assertThat(everything(event -> event.context().getBattery() == BatteryBucket.LOW)).isNotEmpty();
    assertThat(everything(event -> event.context().getCharging())).isNotEmpty();
    assertThat(everything(event -> event.context().getNetwork() == NetworkType.NONE))
        .isNotEmpty()
        .allMatch(event -> event.context().getPlace() == PlaceClass.TRANSIT);
    for (SimulatedEvent event : everything(event -> true)) {
      long local = event.occurredAt() + event.context().getUtcOffsetMinutes() * 60L;
      assertThat(event.context().getLocalHour())
          .isEqualTo((int) Math.floorMod(local, 86_400L) / 3600);
      assertThat(event.context().getUtcOffsetMinutes() % 15).isZero();
    }
  }

  @Test
  void shouldGiveSomeUsersTwoPhonesAndSomeNoConsent() {
    Simulation many = Worlds.world(12, 2_000);
    int twoPhones = 0;
    int denying = 0;
    for (int number = 0; number < many.users(); number++) {
      SimulatedUser user = many.user(number);
      twoPhones += user.devices() == 2 ? 1 : 0;
      denying += user.consent().getGranted().isEmpty() ? 1 : 0;
      assertThat(user.consent().getRegion()).isEqualTo(user.region()).isIn("eu", "na", "apac");
    }
    // 8% and 4% of 2,000, five standard deviations around
    assertThat(twoPhones).isBetween(99, 221);
    assertThat(denying).isBetween(36, 124);
    assertThat(everything(event -> event.device() == 1)).isNotEmpty();
  }

  private static List<SimulatedEvent> everything(Predicate<SimulatedEvent> wanted) {
    return LIVES.stream().flatMap(List::stream).filter(wanted).toList();
  }

  private static Map<String, Long> countsByApp(List<SimulatedEvent> life) {
    Map<String, Long> counts = new HashMap<>();
    for (SimulatedEvent event : life) {
      if (event.payload() instanceof AppOpened opened) {
        counts.merge(opened.getApp(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static double share(AppCategory category, boolean weekend) {
    return shareOf(category, event -> isWeekend(event) == weekend);
  }

  private static double shareAt(AppCategory category, int fromHour, int untilHour) {
    return shareOf(
        category,
        event ->
            event.context().getLocalHour() >= fromHour
                && event.context().getLocalHour() < untilHour);
  }

  private static double shareOf(AppCategory category, Predicate<SimulatedEvent> when) {
    List<SimulatedEvent> opened =
        everything(event -> event.payload() instanceof AppOpened && when.test(event));
    World world = World.INSTANCE;
    long of =
        opened.stream()
            .filter(
                event ->
                    world.category(world.index(((AppOpened) event.payload()).getApp())) == category)
            .count();
    return of / (double) opened.size();
  }

  private static boolean isWeekend(SimulatedEvent event) {
    long local = event.occurredAt() + event.context().getUtcOffsetMinutes() * 60L;
    return DayPlan.dayOfWeek(Math.floorDiv(local, 86_400L)) >= 6;
  }
}
