package dev.attune.evaluate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.QuietHours;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationSettingChosen;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsWatchTest {

  private final Diary diary = new Diary(2, 0);
  private final SettingsWatch watch = new SettingsWatch(diary);

  @Test
  void shouldCountWhatDiffersFromBefore() {
    watch.delivered(0, settings(null, normal(), normal()));
    assertThat(changes()).isZero();

    // one category goes to the digest, for the first time
    watch.delivered(0, settings(null, digest(18), normal()));
    assertThat(changes()).isEqualTo(1);

    // both are in the digest, which moves to another hour: that is two
    watch.delivered(0, settings(null, digest(20), digest(20)));
    assertThat(changes()).isEqualTo(3);

    watch.delivered(0, settings(new QuietHours(23, 7), digest(20), digest(20)));
    assertThat(changes()).isEqualTo(4);

    watch.delivered(0, settings(new QuietHours(23, 7), digest(20), digest(20)));
    assertThat(changes()).isEqualTo(4);
  }

  @Test
  void shouldCountNoChangeByHand() {
    watch.delivered(0, settings(null, normal(), normal()));

    watch.chosen(
        new NotificationSettingChosen(NotificationCategory.NEWS, NotificationImportance.LOW, true));
    watch.delivered(0, settings(null, pinned(NotificationImportance.LOW), normal()));
    watch.chosen(
        new NotificationSettingChosen(
            NotificationCategory.NEWS, NotificationImportance.UNSPECIFIED, false));
    watch.delivered(0, settings(null, digest(18), normal()));

    assertThat(changes()).isZero();
    assertThat(diary.sum(Measure.PINS_LOST, 0, 2)).isZero();
  }

  @Test
  void shouldNoticeAChoiceThatIsNotKept() {
    watch.chosen(
        new NotificationSettingChosen(
            NotificationCategory.NEWS, NotificationImportance.HIGH, true));

    watch.delivered(0, settings(null, normal(), normal()));
    watch.delivered(0, settings(null, pinned(NotificationImportance.LOW), normal()));
    watch.delivered(0, settings(null, pinned(NotificationImportance.HIGH), normal()));

    assertThat(diary.sum(Measure.PINS_LOST, 0, 2)).isEqualTo(2);
  }

  private double changes() {
    return diary.sum(Measure.CHANGES, 0, 2);
  }

  private static CategorySetting normal() {
    return new CategorySetting(
        NotificationCategory.NEWS,
        NotificationImportance.DEFAULT,
        NotificationDelivery.IMMEDIATE,
        -1,
        -1,
        false,
        -1);
  }

  private static CategorySetting digest(int hour) {
    CategorySetting setting = normal();
    setting.setImportance(NotificationImportance.LOW);
    setting.setDelivery(NotificationDelivery.DIGEST);
    setting.setDigestHour(hour);
    return setting;
  }

  private static CategorySetting pinned(NotificationImportance importance) {
    CategorySetting setting = normal();
    setting.setImportance(importance);
    setting.setPinned(true);
    return setting;
  }

  private static NotificationSettings settings(
      QuietHours quiet, CategorySetting news, CategorySetting social) {
    social.setCategory(NotificationCategory.SOCIAL);
    return new NotificationSettings(
        new DecisionId(new byte[16]),
        0L,
        "test",
        List.of(news, social),
        quiet,
        Origin.GENERATED,
        Arm.TREATED);
  }
}
