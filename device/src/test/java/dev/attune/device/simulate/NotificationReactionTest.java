package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.QuietHours;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NotificationReactionTest {
  private static final int USERS = 60;
  private static final int DAYS = 14;

  @Test
  void shouldHoldADigestBackUntilItsHour() {
    List<SimulatedEvent> events =
        live(
            setting -> {
              if (setting.getCategory() == NotificationCategory.PROMOTION) {
                setting.setDelivery(NotificationDelivery.DIGEST);
                setting.setDigestHour(19);
              }
            },
            null);

    List<SimulatedEvent> promotions = posted(events, NotificationCategory.PROMOTION);
    assertThat(promotions)
        .hasSizeGreaterThan(200)
        .allMatch(event -> event.context().getLocalHour() == 19)
        .allMatch(
            event ->
                ((NotificationPosted) event.payload()).getDelivery()
                    == NotificationDelivery.DIGEST);
    assertThat(posted(events, NotificationCategory.NEWS))
        .isNotEmpty()
        .allMatch(
            event ->
                ((NotificationPosted) event.payload()).getDelivery()
                    == NotificationDelivery.IMMEDIATE);
  }

  @Test
  void shouldPostNothingOfABlockedCategory() {
    List<SimulatedEvent> events =
        live(
            setting -> {
              if (setting.getCategory() == NotificationCategory.PROMOTION) {
                setting.setImportance(NotificationImportance.NONE);
              }
            },
            null);

    assertThat(posted(events, NotificationCategory.PROMOTION)).isEmpty();
    assertThat(posted(events, NotificationCategory.NEWS)).isNotEmpty();
  }

  @Test
  void shouldNeverLowerProtectedCategories() {
    List<SimulatedEvent> events =
        live(setting -> setting.setImportance(NotificationImportance.NONE), null);

    List<SimulatedEvent> usual = live(setting -> {}, null);
    for (NotificationCategory category : NotificationTaste.PROTECTED) {
      assertThat(posted(events, category)).hasSameSizeAs(posted(usual, category));
    }
    assertThat(posted(events, NotificationCategory.MESSAGE)).isEmpty();
  }

  @Test
  void shouldOpenAndDismissLessWhatMakesNoSound() {
    List<SimulatedEvent> loud = live(setting -> {}, null);
    List<SimulatedEvent> silent =
        live(setting -> setting.setImportance(NotificationImportance.LOW), null);

    assertThat(rate(silent, NotificationCategory.NEWS, NotificationAnswer.DISMISSED))
        .isLessThan(0.7 * rate(loud, NotificationCategory.NEWS, NotificationAnswer.DISMISSED));
    assertThat(rate(silent, NotificationCategory.MESSAGE, NotificationAnswer.OPENED))
        .isLessThan(rate(loud, NotificationCategory.MESSAGE, NotificationAnswer.OPENED));
  }

  @Test
  void shouldPutWhatIsOverTheDailyCapIntoTheDigest() {
    List<SimulatedEvent> events =
        live(
            setting -> {
              if (setting.getCategory() == NotificationCategory.NEWS) {
                setting.setDailyCap(0);
                setting.setDigestHour(8);
              }
            },
            null);

    List<SimulatedEvent> news = posted(events, NotificationCategory.NEWS);
    List<SimulatedEvent> digest =
        news.stream()
            .filter(
                event ->
                    ((NotificationPosted) event.payload()).getDelivery()
                        == NotificationDelivery.DIGEST)
            .toList();
    assertThat(digest).isNotEmpty().allMatch(event -> event.context().getLocalHour() == 8);
    // the rest is of users who chose otherwise by hand
    Set<Integer> choosers = new HashSet<>();
    for (SimulatedEvent event : events) {
      if (event.payload() instanceof NotificationSettingChosen chosen
          && chosen.getCategory() == NotificationCategory.NEWS) {
        choosers.add(event.user());
      }
    }
    assertThat(choosers.size()).isLessThan(USERS / 4);
    assertThat(news)
        .filteredOn(event -> !digest.contains(event))
        .allMatch(event -> choosers.contains(event.user()));
  }

  @Test
  void shouldKeepQuietInQuietHours() {
    List<SimulatedEvent> allDay = live(setting -> {}, new QuietHours(0, 23));
    List<SimulatedEvent> never = live(setting -> {}, new QuietHours(0, 0));

    assertThat(rate(allDay, NotificationCategory.NEWS, NotificationAnswer.DISMISSED))
        .isLessThan(0.7 * rate(never, NotificationCategory.NEWS, NotificationAnswer.DISMISSED));
  }

  @Test
  void shouldHearInQuietHoursWhatIsOfHighImportance() {
    QuietHours allDay = new QuietHours(0, 23);
    List<SimulatedEvent> usual = live(setting -> {}, allDay);
    List<SimulatedEvent> important =
        live(setting -> setting.setImportance(NotificationImportance.HIGH), allDay);

    assertThat(rate(usual, NotificationCategory.NEWS, NotificationAnswer.DISMISSED))
        .isLessThan(0.7 * rate(important, NotificationCategory.NEWS, NotificationAnswer.DISMISSED));
  }

  @Test
  void shouldLetSomeUsersChooseByHand() {
    // given settings that silence what users open
    List<SimulatedEvent> events =
        live(setting -> setting.setImportance(NotificationImportance.MIN), null);

    List<NotificationSettingChosen> chosen =
        events.stream()
            .filter(event -> event.payload() instanceof NotificationSettingChosen)
            .map(event -> (NotificationSettingChosen) event.payload())
            .toList();
    assertThat(chosen)
        .anyMatch(
            choice -> choice.getPinned() && choice.getImportance() == NotificationImportance.HIGH);
    assertThat(chosen)
        .noneMatch(choice -> NotificationTaste.PROTECTED.contains(choice.getCategory()));
  }

  @Test
  void shouldRespondAsTheTruthSays() {
    // given all answers to loud messages, and what the oracle says for their hour
    Simulation world = Worlds.world(52, 200);
    double expected = 0;
    double opened = 0;
    double count = 0;
    for (int number = 0; number < world.users(); number++) {
      SimulatedUser user = world.user(number);
      for (SimulatedEvent event : Worlds.days(user, 7)) {
        if (event.payload() instanceof NotificationPosted posted
            && posted.getCategory() == NotificationCategory.SOCIAL) {
          expected += user.openProbability(posted.getCategory(), event.context().getLocalHour());
          count++;
        } else if (event.payload() instanceof NotificationAnswered answered
            && answered.getCategory() == NotificationCategory.SOCIAL
            && answered.getAnswer() == NotificationAnswer.OPENED) {
          opened++;
        }
      }
    }
    // then they agree, but for days that are not typical and answers still to come
    assertThat(opened / count).isBetween(expected / count - 0.05, expected / count + 0.05);
  }

  @Test
  void shouldKnowProbabilitiesForHoursOnly() {
    SimulatedUser user = Worlds.world(52, 1).user(0);

    assertThatThrownBy(() -> user.openProbability(NotificationCategory.NEWS, 24))
        .isInstanceOf(IndexOutOfBoundsException.class);
    for (NotificationCategory category : NotificationCategory.values()) {
      for (int hour = 0; hour < 24; hour++) {
        assertThat(user.openProbability(category, hour)).isBetween(0.0, 1.0);
      }
    }
  }

  private static List<SimulatedEvent> live(Consumer<CategorySetting> change, QuietHours quiet) {
    Simulation world = Worlds.world(51, USERS);
    List<SimulatedEvent> events = new ArrayList<>();
    for (int number = 0; number < USERS; number++) {
      SimulatedUser user = world.user(number);
      user.deliver(settings(change, quiet));
      events.addAll(Worlds.days(user, DAYS));
    }
    return events;
  }

  private static NotificationSettings settings(Consumer<CategorySetting> change, QuietHours quiet) {
    List<CategorySetting> categories = new ArrayList<>();
    for (NotificationCategory category : NotificationCategory.values()) {
      CategorySetting setting =
          new CategorySetting(
              category,
              NotificationImportance.DEFAULT,
              NotificationDelivery.IMMEDIATE,
              -1,
              -1,
              false,
              -1);
      change.accept(setting);
      categories.add(setting);
    }
    return new NotificationSettings(
        new DecisionId(new byte[16]),
        Worlds.START.getEpochSecond(),
        "test",
        categories,
        quiet,
        Origin.GENERATED,
        Arm.TREATED);
  }

  private static List<SimulatedEvent> posted(
      List<SimulatedEvent> events, NotificationCategory category) {
    return events.stream()
        .filter(
            event ->
                event.payload() instanceof NotificationPosted posted
                    && posted.getCategory() == category)
        .toList();
  }

  private static double rate(
      List<SimulatedEvent> events, NotificationCategory category, NotificationAnswer wanted) {
    List<NotificationAnswered> answers =
        events.stream()
            .filter(event -> event.payload() instanceof NotificationAnswered)
            .map(event -> (NotificationAnswered) event.payload())
            .filter(answer -> answer.getCategory() == category)
            .toList();
    return answers.stream().filter(answer -> answer.getAnswer() == wanted).count()
        / (double) answers.size();
  }
}
