package dev.attune.evaluate.loop;

import static dev.attune.schemas.notification.NotificationCategory.GAME;
import static dev.attune.schemas.notification.NotificationCategory.MESSAGE;
import static dev.attune.schemas.notification.NotificationCategory.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BestSettingsTest {

  @Test
  void shouldLowerWhatAvoidsMostForTheLeastHarm() {
    // given 100 openings, of which 3 may be harmed, and 20 dismissals
    Diary diary = new Diary(1, 0);
    diary.add(0, MESSAGE, Notice.LIKELY_OPENED, 97);
    diary.add(0, MESSAGE, Notice.LIKELY_DISMISSED, 4);
    diary.add(0, NEWS, Notice.LIKELY_OPENED, 2);
    diary.add(0, NEWS, Notice.LIKELY_DISMISSED, 6);
    diary.add(0, GAME, Notice.LIKELY_OPENED, 1);
    diary.add(0, GAME, Notice.LIKELY_DISMISSED, 10);
    Diaries lives = new Diaries(List.of(diary));

    // when, then
    assertThat(BestSettings.avoided(lives, 0, 1, 0.03)).isEqualTo(0.8);
    assertThat(BestSettings.avoided(lives, 0, 1, 0.02)).isEqualTo(0.5);
    assertThat(BestSettings.avoided(lives, 0, 1, 0.001)).isZero();
  }
}
