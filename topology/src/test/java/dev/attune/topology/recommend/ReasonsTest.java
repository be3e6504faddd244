package dev.attune.topology.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A reason is given only when its evidence is there. The phone's clock starts at eight in the
 * morning.
 */
class ReasonsTest {

  private static final List<CatalogItem> ITEMS =
      List.of(
          Items.item("app:maps", "travel"),
          Items.item("app:chat", "social"),
          Items.item("app:quiz", "games"),
          Items.item("content:trains", "travel"));

  private final Stage stage =
      new Stage(
          new Phone(1),
          Phone.consenting(),
          Catalog.of(ITEMS),
          DecisionSettings.defaults(),
          new FakeUsageModel());

  @Test
  void shouldSayThatSomethingIsNew() {
    stage.play(stage.phone().unlock());

    assertThat(reason("app:maps"))
        .isEqualTo(reason(ReasonCode.EXPLORING, "It is new to you, and you may like it.", 0));
  }

  @Test
  void shouldNotCallOftenWhatHappenedOnce() {
    stage.play(stage.phone().open("app:maps"), stage.phone().after(60).unlock());

    assertThat(reason("app:maps"))
        .isEqualTo(reason(ReasonCode.USED_BEFORE, "You have used it before.", 1));
  }

  @Test
  void shouldSayThatSomethingIsUsedAtThisTimeOfDay() {
    open("app:maps", 4);
    stage.play(stage.phone().after(60).unlock());

    assertThat(reason("app:maps"))
        .isEqualTo(reason(ReasonCode.USED_AT_THIS_HOUR, "You often use it in the morning.", 4));
  }

  @Test
  void shouldSayThatSomethingIsUsedOftenAtOtherTimes() {
    open("app:maps", 4);
    stage.play(stage.phone().after(7 * 3600).unlock());

    assertThat(reason("app:maps")).isEqualTo(reason(ReasonCode.USED_OFTEN, "You often use it.", 4));
  }

  @Test
  void shouldSayWhatUsuallyComesNext() {
    for (int i = 0; i < 3; i++) {
      open("app:maps", 1);
      open("app:chat", 1);
      stage.phone().after(4000);
    }
    open("app:maps", 1);
    stage.play(stage.phone().after(60).unlock());

    assertThat(reason("app:chat"))
        .isEqualTo(
            new Reason(
                ReasonCode.USUALLY_NEXT,
                "You opened it after maps 3 of the last 3 times.",
                3,
                3,
                "app:maps"));
    assertThat(reason("app:quiz").getCode()).isEqualTo(ReasonCode.EXPLORING);
  }

  @Test
  void shouldNotSpeakOfWhatWasUsedLongAgo() {
    for (int i = 0; i < 3; i++) {
      open("app:maps", 1);
      open("app:chat", 1);
    }
    open("app:maps", 1);
    stage.play(stage.phone().after(8000).unlock());

    assertThat(reason("app:chat").getCode()).isNotEqualTo(ReasonCode.USUALLY_NEXT);
  }

  @Test
  void shouldSayThatACategoryIsLiked() {
    open("app:maps", 5);
    stage.play(stage.phone().after(60).unlock());

    assertThat(reason("content:trains"))
        .isEqualTo(reason(ReasonCode.LIKED_CATEGORY, "You often use travel.", 5));
  }

  @Test
  void shouldNotClaimALikingAfterDismissals() {
    stage.play(stage.phone().after(60).accept("app:quiz"));
    for (int i = 0; i < 6; i++) {
      stage.play(stage.phone().after(60).dismiss("content:elsewhere"));
    }
    assertThat(reason("app:quiz").getCode()).isEqualTo(ReasonCode.LIKED_CATEGORY);

    for (int i = 0; i < 6; i++) {
      stage.play(stage.phone().after(60).dismiss("app:quiz"));
    }
    stage.play(stage.phone().after(60).accept("app:quiz"));

    assertThat(reason("app:quiz").getCode()).isNotEqualTo(ReasonCode.LIKED_CATEGORY);
  }

  private void open(String app, int times) {
    for (int i = 0; i < times; i++) {
      stage.play(stage.phone().after(60).open(app));
    }
  }

  private Reason reason(String item) {
    return stage.sink().lastList().getItems().stream()
        .filter(offered -> offered.getItem().equals(item))
        .map(RecommendedItem::getReason)
        .findFirst()
        .orElseThrow();
  }

  private static Reason reason(ReasonCode code, String text, int observed) {
    return new Reason(code, text, observed, 0, "");
  }
}
