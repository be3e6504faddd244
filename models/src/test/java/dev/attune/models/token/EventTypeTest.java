package dev.attune.models.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.schemas.usage.DeviceUnlocked;
import org.junit.jupiter.api.Test;

class EventTypeTest {

  @Test
  void shouldKeepOrdinalsThatTrainedModelsRead() {
    assertThat(EventType.values())
        .extracting(Enum::name)
        .containsExactly(
            "NONE",
            "APP_OPENED",
            "APP_CLOSED",
            "DEVICE_UNLOCKED",
            "NOTIFICATION_POSTED",
            "NOTIFICATION_OPENED",
            "NOTIFICATION_DISMISSED",
            "NOTIFICATION_IGNORED",
            "SETTING_CHANGED",
            "NOTIFICATION_SETTING_CHOSEN",
            "CONTENT_SEEN",
            "RECOMMENDATION_SHOWN",
            "RECOMMENDATION_ACCEPTED",
            "RECOMMENDATION_DISMISSED");
    assertThat(EventType.values()).hasSizeLessThanOrEqualTo(EventType.TABLE_SIZE);
  }

  @Test
  void shouldGiveNoTypeToPayloadsOfLaterVersions() {
    assertThat(EventType.of(Events.event(0, "a payload this version has no class for")))
        .isEqualTo(EventType.NONE);
  }

  @Test
  void shouldFindTypesByOrdinal() {
    assertThat(EventType.ofOrdinal(EventType.of(Events.event(0, new DeviceUnlocked())).ordinal()))
        .isEqualTo(EventType.DEVICE_UNLOCKED);
    assertThatIllegalArgumentException().isThrownBy(() -> EventType.ofOrdinal(14));
    assertThatIllegalArgumentException().isThrownBy(() -> EventType.ofOrdinal(-1));
  }
}
