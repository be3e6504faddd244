package dev.attune.evaluate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.testkit.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfferWatchTest {

  private static final long WEEK = 7 * 86_400;
  private static final Map<String, CatalogItem> CATALOG =
      Map.of(
          "app:a", Items.item("app:a", "news"),
          "app:b", Items.item("app:b", "news"),
          "app:c", Items.item("app:c", "games"),
          "app:adult", adult());

  private final Diary diary = new Diary(10, 0);
  private final OfferWatch watch =
      new OfferWatch(CATALOG, new ConsentChanged(List.of(), "1", "eu", AgeBand.TEEN), WEEK, diary);

  @Test
  void shouldCountListsAndWhatIsInThem() {
    // given one app used before
    watch.happened(0, 1, new AppOpened("app:a"));

    // when a list is shown twice, and something is taken the second time
    show(1, 100, "app:a", "app:b", "app:c");
    show(1, 4000, "app:a", "app:b", "app:c");
    watch.happened(0, 4001, new RecommendationAccepted(id(1), "app:c"));

    // then
    assertThat(sum(Measure.LISTS)).isEqualTo(2);
    assertThat(sum(Measure.TAKEN)).isEqualTo(1);
    assertThat(sum(Measure.ITEMS)).isEqualTo(6);
    assertThat(sum(Measure.NEW)).isEqualTo(4);
    assertThat(sum(Measure.REPEATED)).isEqualTo(3);
    assertThat(sum(Measure.PAIRS)).isEqualTo(6);
    assertThat(sum(Measure.DIVERSE_PAIRS)).isEqualTo(4);
    assertThat(diary.shown()).containsEntry("app:a", 2);
  }

  @Test
  void shouldNoticeWhatComesBackTooEarly() {
    // given
    show(1, 100, "app:a");
    watch.happened(0, 101, new RecommendationDismissed(id(1), "app:a"));

    // when, then
    watch.delivered(0, list(101 + WEEK, "app:a"));
    assertThat(sum(Measure.DISMISSED_BACK)).isZero();
    watch.delivered(0, list(100 + WEEK, "app:a"));
    assertThat(sum(Measure.DISMISSED_BACK)).isEqualTo(1);
    show(2, 200, "app:a");
    assertThat(sum(Measure.DISMISSED_BACK)).isEqualTo(2);
  }

  @Test
  void shouldForgiveWhatWasTakenAfterAll() {
    watch.happened(0, 101, new RecommendationDismissed(id(1), "app:a"));
    watch.happened(0, 102, new RecommendationAccepted(id(1), "app:a"));

    watch.delivered(0, list(103, "app:a"));

    assertThat(sum(Measure.DISMISSED_BACK)).isZero();
  }

  @Test
  void shouldNoticeWhatTheCatalogDoesNotAllow() {
    watch.delivered(0, list(1, "app:a", "app:b"));
    assertThat(sum(Measure.INVALID)).isZero();

    watch.delivered(0, list(1, "app:adult", "app:unknown", "app:a", "app:a"));
    assertThat(sum(Measure.INVALID)).isEqualTo(3);
    assertThat(diary.offered()).containsEntry("app:a", 3);
  }

  private void show(int decision, long at, String... items) {
    for (int i = 0; i < items.length; i++) {
      watch.happened(0, at, new RecommendationShown(id(decision), items[i], i));
    }
  }

  private static RecommendationList list(long at, String... items) {
    List<RecommendedItem> recommended = new ArrayList<>();
    for (String item : items) {
      Reason reason = new Reason(ReasonCode.EXPLORING, "", 0, 0, "");
      recommended.add(new RecommendedItem(item, ItemKind.APP, 0, reason, List.of()));
    }
    return new RecommendationList(
        id(1), at, at + 60, "test", recommended, Origin.GENERATED, Arm.TREATED);
  }

  private static DecisionId id(int number) {
    byte[] bytes = new byte[16];
    bytes[0] = (byte) number;
    return new DecisionId(bytes);
  }

  private static CatalogItem adult() {
    CatalogItem item = Items.item("app:adult", "games");
    item.setMinimumAge(18);
    return item;
  }

  private double sum(Measure measure) {
    return diary.sum(measure, 0, 10);
  }
}
