package dev.attune.topology.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user gets to see of notification settings, through the engine. */
class NotificationSettingsTest {

  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  private final Opens model = new Opens();
  private final Stage stage = new Stage(model);

  @Test
  void shouldStartWithWhatPhonesDoAnyway() {
    stage.play(stage.phone().unlock());

    CategorySetting news = setting(NotificationCategory.NEWS);
    assertThat(news.getImportance()).isEqualTo(NotificationImportance.DEFAULT);
    assertThat(news.getDelivery()).isEqualTo(NotificationDelivery.IMMEDIATE);
    assertThat(news.getDigestHour()).isEqualTo(-1);
    assertThat(news.getDailyCap()).isEqualTo(-1);
    assertThat(stage.sink().lastSettings().getQuietHours()).isNull();
  }

  @Test
  void shouldCollectInADigestWhatTheUserDismisses() {
    dismiss(NotificationCategory.PROMOTION, 50);

    CategorySetting promotion = setting(NotificationCategory.PROMOTION);
    assertThat(promotion.getDelivery()).isEqualTo(NotificationDelivery.DIGEST);
    assertThat(promotion.getDigestHour()).isBetween(0, 23);
    assertThat(promotion.getImportance())
        .isIn(NotificationImportance.LOW, NotificationImportance.MIN);
  }

  @Test
  void shouldBeLoudForWhatTheUserAlwaysOpens() {
    for (int i = 0; i < 30; i++) {
      stage.play(
          stage.phone().after(60).posted(NotificationCategory.MESSAGE),
          stage.phone().answered(NotificationCategory.MESSAGE, NotificationAnswer.OPENED));
    }
    stage.play(stage.phone().after(7 * HOUR).unlock());

    assertThat(setting(NotificationCategory.MESSAGE).getImportance())
        .isEqualTo(NotificationImportance.HIGH);
  }

  @Test
  void shouldNotJudgeByAFewNotifications() {
    model.rate = 0;

    dismiss(NotificationCategory.PROMOTION, 2);

    assertThat(setting(NotificationCategory.PROMOTION).getDelivery())
        .isEqualTo(NotificationDelivery.IMMEDIATE);
  }

  @Test
  void shouldCapOnlyWhatComesOften() {
    model.rate = 0.2f;
    for (int i = 0; i < 40; i++) {
      answerInARow(NotificationCategory.SOCIAL, 1, 4);
      answerInARow(NotificationCategory.NEWS, i % 8 == 0 ? 1 : 0, i % 8 == 0 ? 4 : 0);
    }
    stage.play(stage.phone().after(7 * HOUR).unlock());

    assertThat(setting(NotificationCategory.SOCIAL).getDailyCap()).isEqualTo(10);
    assertThat(setting(NotificationCategory.NEWS).getDailyCap()).isEqualTo(-1);
    assertThat(setting(NotificationCategory.NEWS).getDelivery())
        .isEqualTo(NotificationDelivery.IMMEDIATE);
  }

  @ParameterizedTest
  @EnumSource(names = {"CALL", "ALARM", "ONE_TIME_CODE", "EMERGENCY"})
  void shouldNeverLowerWhatIsProtected(NotificationCategory category) {
    model.rate = 0;
    stage.play(stage.phone().chose(category, NotificationImportance.NONE, true));

    dismiss(category, 50);

    for (NotificationSettings settings : stage.sink().settings()) {
      CategorySetting setting = settings.getCategories().get(category.ordinal());
      assertThat(setting.getImportance()).isEqualTo(NotificationImportance.HIGH);
      assertThat(setting.getDelivery()).isEqualTo(NotificationDelivery.IMMEDIATE);
      assertThat(setting.getDailyCap()).isEqualTo(-1);
    }
  }

  @Test
  void shouldKeepWhatTheUserChoseByHand() {
    stage.play(
        stage.phone().chose(NotificationCategory.PROMOTION, NotificationImportance.HIGH, true));

    dismiss(NotificationCategory.PROMOTION, 50);

    CategorySetting pinned = setting(NotificationCategory.PROMOTION);
    assertThat(pinned.getPinned()).isTrue();
    assertThat(pinned.getImportance()).isEqualTo(NotificationImportance.HIGH);
    assertThat(pinned.getDelivery()).isEqualTo(NotificationDelivery.IMMEDIATE);
  }

  @Test
  void shouldChooseAgainWhenTheUserGivesTheChoiceBack() {
    stage.play(
        stage.phone().chose(NotificationCategory.PROMOTION, NotificationImportance.HIGH, true));
    dismiss(NotificationCategory.PROMOTION, 50);

    stage.play(
        stage
            .phone()
            .chose(NotificationCategory.PROMOTION, NotificationImportance.UNSPECIFIED, false));

    assertThat(setting(NotificationCategory.PROMOTION).getPinned()).isFalse();
    assertThat(setting(NotificationCategory.PROMOTION).getDelivery())
        .isEqualTo(NotificationDelivery.DIGEST);
  }

  @Test
  void shouldSendNothingWhenNothingChanged() {
    stage.play(stage.phone().unlock());

    for (int i = 0; i < 20; i++) {
      stage.play(stage.phone().after(7 * HOUR).unlock());
    }

    assertThat(stage.sink().settings()).hasSize(1);
    assertThat(stage.profile().outbox().settingsDecidedAt()).isEqualTo(Phone.START + 20 * 7 * HOUR);
  }

  @Test
  void shouldDecideAtMostOncePerInterval() {
    stage.play(stage.phone().unlock());

    stage.play(stage.phone().after(6 * HOUR - 1).unlock());
    assertThat(stage.profile().outbox().settingsDecidedAt()).isEqualTo(Phone.START);

    stage.play(stage.phone().after(1).unlock());
    assertThat(stage.profile().outbox().settingsDecidedAt()).isEqualTo(Phone.START + 6 * HOUR);
  }

  @Test
  void shouldNotFlapWhileTheRateWavers() {
    dismiss(NotificationCategory.NEWS, 60);
    int sent = stage.sink().settings().size();
    assertThat(setting(NotificationCategory.NEWS).getDelivery())
        .isEqualTo(NotificationDelivery.DIGEST);

    // Between the threshold to go down and the one to come back up.
    for (int i = 0; i < 100; i++) {
      NotificationAnswer answer =
          i % 9 == 0 ? NotificationAnswer.OPENED : NotificationAnswer.DISMISSED;
      stage.play(
          stage.phone().after(HOUR).posted(NotificationCategory.NEWS),
          stage.phone().answered(NotificationCategory.NEWS, answer),
          stage.phone().after(2 * HOUR).unlock());
    }

    long changes =
        stage.sink().settings().stream()
            .skip(sent)
            .map(settings -> settings.getCategories().get(NotificationCategory.NEWS.ordinal()))
            .filter(setting -> setting.getDelivery() == NotificationDelivery.IMMEDIATE)
            .count();
    assertThat(changes).isZero();
  }

  @Test
  void shouldKeepASettingForSomeDays() {
    dismissInARow(NotificationCategory.NEWS, 50);
    stage.play(stage.phone().after(7 * HOUR).unlock());
    long moved = stage.phone().now();
    assertThat(setting(NotificationCategory.NEWS).getDelivery())
        .isEqualTo(NotificationDelivery.DIGEST);

    while (stage.phone().now() < moved + 71 * HOUR) {
      stage.play(
          stage.phone().after(600).posted(NotificationCategory.NEWS),
          stage.phone().answered(NotificationCategory.NEWS, NotificationAnswer.OPENED),
          stage.phone().unlock());
    }
    assertThat(setting(NotificationCategory.NEWS).getDelivery())
        .isEqualTo(NotificationDelivery.DIGEST);

    stage.play(stage.phone().after(2 * DAY).unlock());
    assertThat(setting(NotificationCategory.NEWS).getDelivery())
        .isEqualTo(NotificationDelivery.IMMEDIATE);
  }

  @Test
  void shouldTellQuietHoursFromTheHoursOfUse() {
    // Sixteen hours of use a day, from 8 to 24.
    for (int day = 0; day < 7; day++) {
      for (int hour = 0; hour < 16; hour++) {
        stage.play(stage.phone().open("app:a1"), stage.phone().unlock());
        stage.phone().after(HOUR);
      }
      stage.phone().after(8 * HOUR);
    }
    stage.play(stage.phone().unlock());

    assertThat(stage.sink().lastSettings().getQuietHours().getFromHour()).isZero();
    assertThat(stage.sink().lastSettings().getQuietHours().getUntilHour()).isEqualTo(8);
  }

  private void dismiss(NotificationCategory category, int times) {
    dismissInARow(category, times);
    stage.play(stage.phone().after(7 * HOUR).unlock());
    stage.play(stage.phone().after(4 * DAY).unlock());
  }

  private void dismissInARow(NotificationCategory category, int times) {
    answerInARow(category, 0, times);
  }

  private void answerInARow(NotificationCategory category, int opened, int dismissed) {
    for (int i = 0; i < opened + dismissed; i++) {
      NotificationAnswer answer =
          i < opened ? NotificationAnswer.OPENED : NotificationAnswer.DISMISSED;
      stage.play(
          stage.phone().after(60).posted(category), stage.phone().answered(category, answer));
    }
  }

  private CategorySetting setting(NotificationCategory category) {
    return stage.sink().lastSettings().getCategories().get(category.ordinal());
  }

  private static final class Opens extends FakeUsageModel {

    private float rate = 0.5f;

    @Override
    protected float opens(float state, int category, int hour) {
      return rate;
    }
  }
}
