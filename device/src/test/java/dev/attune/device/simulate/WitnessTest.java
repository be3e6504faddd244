package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.RecommendationAccepted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WitnessTest {
  private static final int DAYS = 14;

  private record Answer(NotificationAnswer what, long at) {}

  /** Writes down what it is told. */
  private static final class Notes implements Witness {
    final List<NotificationTruth> notifications = new ArrayList<>();
    final List<OfferTruth> offers = new ArrayList<>();
    final Map<Long, Answer> answers = new HashMap<>();

    @Override
    public void notificationArrived(NotificationTruth truth) {
      notifications.add(truth);
    }

    @Override
    public void notificationAnswered(long number, NotificationAnswer answer, long at) {
      answers.put(number, new Answer(answer, at));
    }

    @Override
    public void listSeen(OfferTruth truth) {
      offers.add(truth);
    }
  }

  @Test
  void shouldChangeNothingByWatching() {
    Simulation world = Worlds.world(61, 20);
    Set<String> offerable = forEveryone(world);
    for (int number = 0; number < world.users(); number++) {
      // given
      SimulatedUser watched = world.user(number);
      watched.watchedBy(new Notes());

      // when, then
      assertThat(live(watched, offerable)).isEqualTo(live(world.user(number), offerable));
    }
  }

  @Test
  void shouldForetellTheAnswersToWhatIsLoud() {
    // given only what users silence by hand now and then
    Simulation world = Worlds.world(62, 30);
    int[] foretold = new int[NotificationAnswer.values().length];
    int[] given = new int[foretold.length];
    double opens = 0;
    double dismisses = 0;
    int late = 0;

    // when
    for (int number = 0; number < world.users(); number++) {
      Notes notes = new Notes();
      SimulatedUser user = world.user(number);
      user.watchedBy(notes);
      for (SimulatedEvent event : Worlds.days(user, DAYS)) {
        if (event.payload() instanceof NotificationAnswered answered) {
          given[answered.getAnswer().ordinal()]++;
        }
      }
      for (NotificationTruth truth : notes.notifications) {
        Answer answer = notes.answers.get(truth.number());
        if (answer != null && truth.treatment() == NotificationTreatment.LOUD) {
          assertThat(answer.what()).isEqualTo(truth.ifLoudNow());
          late += answer.at() - truth.ifLoudAt() > 300 ? 1 : 0;
        }
        foretold[truth.ifLoudNow().ordinal()]++;
        opens += truth.openProbability();
        dismisses += truth.dismissProbability();
      }
    }

    // then all but those still on their way, at the time foretold unless the user was busy
    assertThat(late).isLessThan(given[0] + given[1] + given[2] >> 6);
    // and as often as the probabilities say
    int opened = NotificationAnswer.OPENED.ordinal();
    int dismissed = NotificationAnswer.DISMISSED.ordinal();
    assertThat(given[opened]).isBetween(foretold[opened] - 60, foretold[opened]);
    assertThat(given[dismissed]).isBetween(foretold[dismissed] - 60, foretold[dismissed]);
    // 4 standard deviations of a binomial of about 4,000 trials
    assertThat(foretold[opened] / opens).isCloseTo(1, within(0.09));
    assertThat(foretold[dismissed] / dismisses).isCloseTo(1, within(0.09));
  }

  @Test
  void shouldTellTheSameTruthWhateverTheSettingsAre() {
    Simulation world = Worlds.world(63, 10);
    int alike = 0;
    int unlike = 0;
    for (int number = 0; number < world.users(); number++) {
      // given
      Notes loud = new Notes();
      Notes muted = new Notes();
      SimulatedUser one = world.user(number);
      SimulatedUser other = world.user(number);
      one.watchedBy(loud);
      other.watchedBy(muted);
      other.deliver(digestOfEverything());

      // when
      Worlds.days(one, DAYS);
      Worlds.days(other, DAYS);
      // what comes after the last event is known only to who is awake for it
      long end = Worlds.START.getEpochSecond() + (DAYS - 1) * 86_400L;
      loud.notifications.removeIf(truth -> truth.at() >= end);
      muted.notifications.removeIf(truth -> truth.at() >= end);

      // then the same notifications come and would be answered alike, but are treated otherwise
      assertThat(muted.notifications)
          .hasSizeGreaterThan(20)
          .extracting(NotificationTruth::at, NotificationTruth::category)
          .containsExactlyElementsOf(
              loud.notifications.stream()
                  .map(truth -> tuple(truth.at(), truth.category()))
                  .toList());
      // a user in the middle of something notices a little later, perhaps in the next hour
      for (int i = 0; i < loud.notifications.size(); i++) {
        NotificationTruth truth = loud.notifications.get(i);
        if (truth.ifLoudNow() == muted.notifications.get(i).ifLoudNow()) {
          alike++;
        } else {
          unlike++;
        }
      }
      assertThat(muted.notifications)
          .filteredOn(truth -> !truth.isProtected() && !truth.byHand())
          .extracting(NotificationTruth::treatment)
          .containsOnly(NotificationTreatment.DIGEST);
      assertThat(loud.notifications)
          .filteredOn(NotificationTruth::isProtected)
          .extracting(NotificationTruth::treatment)
          .containsOnly(NotificationTreatment.LOUD);
    }
    assertThat(unlike).isLessThan(alike / 50);
  }

  @Test
  void shouldKnowHowLikelyAListIsTaken() {
    // given
    Simulation world = Worlds.world(64, 60);
    Set<String> offerable = forEveryone(world);
    double expected = 0;
    int seen = 0;
    int accepted = 0;

    // when
    for (int number = 0; number < world.users(); number++) {
      Notes notes = new Notes();
      SimulatedUser user = world.user(number);
      user.watchedBy(notes);
      for (SimulatedEvent event : live(user, offerable)) {
        accepted += event.payload() instanceof RecommendationAccepted ? 1 : 0;
      }
      seen += notes.offers.size();
      expected += notes.offers.stream().mapToDouble(OfferTruth::taken).sum();

      // then no list is better than the best one
      assertThat(notes.offers)
          .isNotEmpty()
          .allMatch(truth -> truth.items() == 4 && truth.taken() > 0)
          .allMatch(truth -> truth.taken() <= truth.best() + 1e-12 && truth.best() <= 1);
    }

    // then 4 standard deviations of a binomial
    double deviation = Math.sqrt(seen * 0.25);
    assertThat((double) accepted).isCloseTo(expected, within(4 * deviation));
  }

  private static Set<String> forEveryone(Simulation world) {
    return world.catalog().stream()
        .filter(item -> item.getModeration() == ModerationState.APPROVED)
        .filter(item -> item.getRegions().isEmpty() && item.getMinimumAge() == 0)
        .map(CatalogItem::getId)
        .collect(Collectors.toSet());
  }

  /** Days with a list of what the user is likely to open, and something new in the third place. */
  private static List<SimulatedEvent> live(SimulatedUser user, Set<String> offerable) {
    List<SimulatedEvent> events = new ArrayList<>();
    long end = Worlds.START.getEpochSecond() + 7 * 86_400L;
    int decisions = 0;
    while (user.peek().occurredAt() < end) {
      SimulatedEvent event = user.next();
      events.add(event);
      if (events.size() % 10 == 0) {
        List<String> items = new ArrayList<>(user.trueNextApp().top(40));
        items.retainAll(offerable);
        items.add(2, "content:video-live-special");
        user.deliver(Lists.of(decisions++, event.occurredAt(), items));
      }
    }
    return events;
  }

  private static NotificationSettings digestOfEverything() {
    List<CategorySetting> categories = new ArrayList<>();
    for (NotificationCategory category : NotificationCategory.values()) {
      categories.add(
          new CategorySetting(
              category,
              NotificationImportance.LOW,
              NotificationDelivery.DIGEST,
              18,
              -1,
              false,
              -1));
    }
    return new NotificationSettings(
        new DecisionId(new byte[16]),
        Worlds.START.getEpochSecond(),
        "test",
        categories,
        null,
        Origin.GENERATED,
        Arm.TREATED);
  }
}
