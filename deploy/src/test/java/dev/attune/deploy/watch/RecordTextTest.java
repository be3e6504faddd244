package dev.attune.deploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.topic.ReleaseRecords;
import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.audit.Erased;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.QuietHours;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.release.ReleaseRollout;
import dev.attune.schemas.release.TakeBackReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordTextTest {
  private static final DecisionId ID = new DecisionId(new byte[16]);

  @Test
  void shouldSayWhatIsOfferedAndWhy() {
    RecommendationList list =
        new RecommendationList(
            ID,
            1L,
            2L,
            "r1",
            List.of(
                new RecommendedItem(
                    "app:a",
                    ItemKind.APP,
                    9,
                    reason(ReasonCode.COMMON_AT_THIS_HOUR, "Popular."),
                    List.of()),
                new RecommendedItem(
                    "app:b", ItemKind.APP, 8, reason(ReasonCode.EXPLORING, "New."), List.of())),
            Origin.GENERATED,
            Arm.TREATED);

    assertThat(RecordText.of(list)).isEqualTo("r1 offers app:a (Popular.), app:b (New.)");
  }

  @Test
  void shouldSayHowNotificationsCome() {
    NotificationSettings settings =
        new NotificationSettings(
            ID,
            1L,
            "r1",
            List.of(
                new CategorySetting(
                    NotificationCategory.ONE_TIME_CODE,
                    NotificationImportance.HIGH,
                    NotificationDelivery.IMMEDIATE,
                    -1,
                    -1,
                    true,
                    -1),
                new CategorySetting(
                    NotificationCategory.NEWS,
                    NotificationImportance.LOW,
                    NotificationDelivery.DIGEST,
                    18,
                    3,
                    false,
                    90)),
            new QuietHours(22, 7),
            Origin.GENERATED,
            Arm.TREATED);

    assertThat(RecordText.of(settings))
        .isEqualTo(
            "r1 sets one time code high (own choice), news low at 18 o'clock at most 3 a day,"
                + " quiet from 22 to 7 o'clock");
  }

  @Test
  void shouldSayWhatIsDecidedAboutReleases() {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");
    Rollout rollout =
        Rollout.everyone("r1", noon, "me").withShare("r2", Optional.empty(), 100, noon, "me");
    TakenBack back = new TakenBack("r2", TakeBackReason.WORSE, "fewer hits", noon, "instance-1");

    assertThat(RecordText.of(ReleaseRecords.of(rollout)))
        .isEqualTo("everywhere: r2 10%, r1 90% by me");
    assertThat(RecordText.of(ReleaseRecords.of(back)))
        .isEqualTo("r2 is taken back by instance-1 (WORSE): fewer hits");
    assertThat(
            RecordText.of(
                new ModelRelease("", new ReleaseRollout("s", List.of(), List.of(), 1L, "me"))))
        .isEqualTo("can't be obeyed: The rollout needs 1 to 64 rules.");
  }

  @Test
  void shouldFallBackToJson() {
    assertThat(RecordText.of(new AuditRecord(new Erased(5L, 9L)))).startsWith("{\"entry\"");
  }

  private static Reason reason(ReasonCode code, String text) {
    return new Reason(code, text, 0, 0, "");
  }
}
