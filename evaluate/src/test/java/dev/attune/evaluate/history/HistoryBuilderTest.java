package dev.attune.evaluate.history;

import static dev.attune.evaluate.fixture.TinyLog.MORNING;
import static dev.attune.evaluate.fixture.TinyLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.evaluate.fixture.TinyLog;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.PlaceClass;
import org.junit.jupiter.api.Test;

class HistoryBuilderTest {

  private final HistoryBuilder builder = new HistoryBuilder("u", "na");

  @Test
  void shouldAskAboutOpenedAppsButNotTheFirstEvent() {
    builder.add(event(MORNING, new AppOpened("app:a")));
    builder.add(event(MORNING + 5, new DeviceUnlocked()));
    builder.add(event(MORNING + 6, new AppOpened("app:b")));
    builder.add(event(MORNING + 9, new AppOpened("app:c")), false, History.NO_PLACE);

    History history = builder.build();

    assertThat(history.questions()).isEqualTo(1);
    assertThat(history.asked(0)).isFalse();
    assertThat(history.asked(2)).isTrue();
    assertThat(history.lastQuestion()).isEqualTo(2);
    assertThat(history.opensApp(3)).isTrue();
    assertThat(history.region()).isEqualTo("na");
  }

  @Test
  void shouldKnowWhereTheTestStarts() {
    builder.add(event(MORNING, new DeviceUnlocked()));
    builder.startTest();
    builder.add(event(MORNING, new AppOpened("app:a")), true, 3);
    builder.startTest();

    History history = builder.build();

    assertThat(history.testFrom()).isEqualTo(1);
    assertThat(history.oracle(1)).isEqualTo(3);
    assertThat(TinyLog.opens("x", "a").testFrom()).isZero();
    assertThat(new HistoryBuilder("y", "eu").build().testFrom()).isZero();
  }

  @Test
  void shouldMatchNotificationsWithTheirAnswers() {
    NotificationCategory message = NotificationCategory.MESSAGE;
    builder.add(event(MORNING, PlaceClass.WORK, new DeviceUnlocked()));
    builder.add(event(MORNING + 10, posted(message)));
    builder.add(event(MORNING + 20, posted(message)));
    builder.add(
        event(
            MORNING + 30,
            new NotificationAnswered("app:a", message, NotificationAnswer.OPENED, 10)));

    History history = builder.build();

    assertThat(history.answeredCategory(1)).isEqualTo(History.NOTHING);
    assertThat(history.answeredCategory(2)).isEqualTo(message.ordinal());
    assertThat(history.opened(2)).isTrue();
    assertThat(history.place(0)).isEqualTo(PlaceClass.WORK.ordinal());
  }

  @Test
  void shouldCountEventsByDay() {
    builder.add(event(MORNING, new DeviceUnlocked()));
    builder.add(event(MORNING + 86_400, new DeviceUnlocked()));
    builder.add(event(MORNING + 86_400, new DeviceUnlocked()));

    assertThat(builder.build().eventsPerDay()).isEqualTo(1.5);
  }

  @Test
  void shouldRefuseEventsOutOfOrder() {
    builder.add(event(MORNING, new DeviceUnlocked()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(event(MORNING - 1, new DeviceUnlocked())));
  }

  private static NotificationPosted posted(NotificationCategory category) {
    return new NotificationPosted("app:a", category, NotificationDelivery.IMMEDIATE);
  }
}
