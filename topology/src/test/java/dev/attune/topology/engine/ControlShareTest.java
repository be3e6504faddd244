package dev.attune.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.topology.audit.Digests;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the users get who are there to compare with. */
class ControlShareTest {

  private static final int USERS = 20_000;
  private static final long HOUR = 3600;

  @Test
  void shouldHoldItsShareOfUsers() {
    int control = 0;
    for (int user = 0; user < USERS; user++) {
      control += new ControlShare(100).of(Phone.user(user)) == Arm.CONTROL ? 1 : 0;
    }

    // Four standard deviations of a binomial.
    assertThat(control).isBetween(2_000 - 170, 2_000 + 170);
  }

  @Test
  void shouldKeepWhoeverIsInIt() {
    for (int i = 0; i < 1000; i++) {
      Pseudonym user = Phone.user(i);
      assertThat(new ControlShare(0).of(user)).isEqualTo(Arm.TREATED);
      assertThat(new ControlShare(1000).of(user)).isEqualTo(Arm.CONTROL);
      if (new ControlShare(100).of(user) == Arm.CONTROL) {
        assertThat(new ControlShare(200).of(user)).isEqualTo(Arm.CONTROL);
      }
    }
  }

  @Test
  void shouldOfferTheSameToWhoeverUsesThePhoneHowever() {
    Stage loves = control(1);
    Stage hates = control(2);
    for (int i = 0; i < 10; i++) {
      loves.play(loves.phone().after(60).open("app:a7"), loves.phone().accept("app:a7"));
      hates.play(hates.phone().after(120).open("app:a8"), hates.phone().see("content:c1"));
    }
    loves.phone().after(HOUR);
    hates.phone().after(HOUR - 600);

    loves.play(loves.phone().unlock());
    hates.play(hates.phone().unlock());

    RecommendationList list = loves.sink().lastList();
    assertThat(list.getArm()).isEqualTo(Arm.CONTROL);
    assertThat(list.getItems()).hasSize(5);
    assertThat(ids(list)).isEqualTo(ids(hates.sink().lastList()));
    assertThat(list.getItems())
        .extracting(item -> item.getReason().getCode())
        .isSubsetOf(ReasonCode.COMMON_AT_THIS_HOUR, ReasonCode.NOT_PERSONAL);
    assertThat(loves.sink().audit())
        .allSatisfy(entry -> assertThat(entry.getArm()).isEqualTo(Arm.CONTROL));
  }

  @Test
  void shouldStillKeepADismissedItemAway() {
    Stage stage = control(1);
    stage.play(stage.phone().unlock());
    String first = ids(stage.sink().lastList()).get(0);

    stage.play(stage.phone().after(60).dismiss(first));

    assertThat(ids(stage.sink().lastList())).hasSize(5).doesNotContain(first);
  }

  @Test
  void shouldLeaveNotificationsAsPhonesHaveThem() {
    Stage stage = control(1);
    stage.play(stage.phone().chose(NotificationCategory.NEWS, NotificationImportance.LOW, true));
    for (int i = 0; i < 50; i++) {
      stage.play(
          stage.phone().after(60).posted(NotificationCategory.PROMOTION),
          stage.phone().answered(NotificationCategory.PROMOTION, NotificationAnswer.DISMISSED));
    }
    stage.play(stage.phone().after(4 * 24 * HOUR).unlock());

    NotificationSettings settings = stage.sink().lastSettings();
    assertThat(settings.getArm()).isEqualTo(Arm.CONTROL);
    CategorySetting promotion =
        settings.getCategories().get(NotificationCategory.PROMOTION.ordinal());
    assertThat(promotion.getImportance()).isEqualTo(NotificationImportance.DEFAULT);
    assertThat(promotion.getDelivery()).isEqualTo(NotificationDelivery.IMMEDIATE);
    CategorySetting news = settings.getCategories().get(NotificationCategory.NEWS.ordinal());
    assertThat(news.getImportance()).isEqualTo(NotificationImportance.LOW);
    assertThat(news.getPinned()).isTrue();
  }

  @Test
  void shouldSayInTheAuditWhatDecisionsWereMadeWith() {
    DecisionSettings settings = DecisionSettings.defaults().withControlPermille(1000);
    Stage stage = control(1);

    stage.play(stage.phone().unlock());

    assertThat(stage.sink().audit())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.getCatalogDigest()).isEqualTo(Items.catalog().digest());
              assertThat(entry.getSettingsDigest().array())
                  .isEqualTo(Digests.ofSettings(settings))
                  .isNotEqualTo(Digests.ofSettings(DecisionSettings.defaults()));
            });
  }

  private static Stage control(int user) {
    return new Stage(
        new Phone(user),
        Phone.consenting("eu", AgeBand.ADULT),
        Items.catalog(),
        DecisionSettings.defaults().withControlPermille(1000),
        new FakeUsageModel());
  }

  private static List<String> ids(RecommendationList list) {
    return list.getItems().stream().map(RecommendedItem::getItem).toList();
  }
}
