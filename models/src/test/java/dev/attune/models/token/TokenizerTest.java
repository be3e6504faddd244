package dev.attune.models.token;

import static dev.attune.models.token.Events.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.SettingChanged;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerTest {

  static Stream<Arguments> shouldNameWhatEachPayloadIsAbout() {
    NotificationCategory message = NotificationCategory.MESSAGE;
    DecisionId decision = new DecisionId(new byte[16]);
    return Stream.of(
        Arguments.of(new AppOpened("app:a"), "app:a", EventType.APP_OPENED),
        Arguments.of(new AppClosed("app:a", 3), "app:a", EventType.APP_CLOSED),
        Arguments.of(new DeviceUnlocked(), "", EventType.DEVICE_UNLOCKED),
        Arguments.of(
            new NotificationPosted("app:a", message, NotificationDelivery.IMMEDIATE),
            "notification:MESSAGE:posted",
            EventType.NOTIFICATION_POSTED),
        Arguments.of(
            answered(NotificationAnswer.OPENED),
            "notification:MESSAGE:opened",
            EventType.NOTIFICATION_OPENED),
        Arguments.of(
            answered(NotificationAnswer.DISMISSED),
            "notification:MESSAGE:dismissed",
            EventType.NOTIFICATION_DISMISSED),
        Arguments.of(
            answered(NotificationAnswer.IGNORED),
            "notification:MESSAGE:ignored",
            EventType.NOTIFICATION_IGNORED),
        Arguments.of(answered(NotificationAnswer.UNKNOWN), "", EventType.NONE),
        Arguments.of(
            new SettingChanged("setting:dark", "on"), "setting:dark", EventType.SETTING_CHANGED),
        Arguments.of(
            new NotificationSettingChosen(message, NotificationImportance.LOW, true),
            "notification-setting:MESSAGE",
            EventType.NOTIFICATION_SETTING_CHOSEN),
        Arguments.of(new ContentSeen("content:c", 9), "content:c", EventType.CONTENT_SEEN),
        Arguments.of(
            new RecommendationShown(decision, "app:b", 0), "app:b", EventType.RECOMMENDATION_SHOWN),
        Arguments.of(
            new RecommendationAccepted(decision, "app:b"),
            "app:b",
            EventType.RECOMMENDATION_ACCEPTED),
        Arguments.of(
            new RecommendationDismissed(decision, "app:b"),
            "app:b",
            EventType.RECOMMENDATION_DISMISSED));
  }

  @ParameterizedTest
  @MethodSource
  void shouldNameWhatEachPayloadIsAbout(Object payload, String key, EventType type) {
    assertThat(ItemKey.of(Events.event(MONDAY, payload))).isEqualTo(key);
    assertThat(Tokenizer.token(Events.event(MONDAY, payload), Tokenizer.NO_PREVIOUS))
        .isEqualTo(new Token(ItemHash.of(key), type, 0, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "3, 1",
    "4, 2",
    "7, 2",
    "8, 3",
    "60, 5",
    "64, 6",
    "3600, 11",
    "16383, 13",
    "16384, 14",
    "32767, 14",
    "32768, 15",
    "8640000, 15",
    "-5, 1"
  })
  void shouldPutGapsInBucketsOfTheirLogarithm(long seconds, int bucket) {
    assertThat(Tokenizer.gapBucket(MONDAY, MONDAY + seconds)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 20514",
    "3599, 0, 0, 20514",
    "3600, 0, 1, 20514",
    "86400, 0, 24, 20515",
    "604799, 0, 167, 20520",
    "604800, 0, 0, 20521",
    "0, 60, 1, 20514",
    "0, -60, 167, 20513",
    "1800, 30, 1, 20514",
    "0, 840, 14, 20514",
    "0, -720, 156, 20513"
  })
  void shouldReadTheUsersOwnClock(long afterMonday, int utcOffset, int hourOfWeek, long localDay) {
    long occurredAt = MONDAY + afterMonday;

    assertThat(Tokenizer.hourOfWeek(occurredAt, utcOffset)).isEqualTo(hourOfWeek);
    assertThat(Tokenizer.localDay(occurredAt, utcOffset)).isEqualTo(localDay);
    assertThat(
            Tokenizer.token(
                    Events.event(occurredAt, utcOffset, new DeviceUnlocked()), occurredAt - 10)
                .hourOfWeek())
        .isEqualTo(hourOfWeek);
  }

  @Property
  void shouldMakeTokensInRangeOfAnyTime(
      @ForAll long occurredAt, @ForAll int utcOffset, @ForAll long previous) {
    Token token =
        Tokenizer.token(Events.event(occurredAt, utcOffset, new AppOpened("app:a")), previous);

    assertThat(token.hourOfWeek()).isBetween(0, 167);
    assertThat(token.gapBucket()).isBetween(0, 15);
  }

  @Test
  void shouldRefuseTokensOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Token(1, EventType.NONE, 16, 0, 1))
        .withMessage("gapBucket is 16, it must be 0 to 15");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Token(1 << 24, EventType.NONE, 0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Token(1, EventType.NONE, 0, 168, 1));
  }

  private static NotificationAnswered answered(NotificationAnswer answer) {
    return new NotificationAnswered("app:a", NotificationCategory.MESSAGE, answer, 5);
  }
}
