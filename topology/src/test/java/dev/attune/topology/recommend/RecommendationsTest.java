package dev.attune.topology.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.RuleCount;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.Stage;
import dev.attune.topology.profile.Dismissals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user gets to see of recommendations, through the engine. */
class RecommendationsTest {

  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  @Test
  void shouldDecideAtMostOncePerInterval() {
    Stage stage = new Stage(new Changeable());
    stage.play(stage.phone().unlock());

    stage.play(stage.phone().after(899).unlock());
    assertThat(stage.profile().outbox().listDecidedAt()).isEqualTo(Phone.START);

    stage.play(stage.phone().after(1).unlock());
    assertThat(stage.profile().outbox().listDecidedAt()).isEqualTo(Phone.START + 900);
  }

  @Test
  void shouldDecideSoonerAfterFeedback() {
    Stage stage = new Stage(new Changeable());
    stage.play(stage.phone().unlock());
    String first = firstItem(stage);

    stage.play(stage.phone().after(59).accept(first));
    assertThat(stage.profile().outbox().listDecidedAt()).isEqualTo(Phone.START);

    stage.play(stage.phone().after(1).accept(first));
    assertThat(stage.profile().outbox().listDecidedAt()).isEqualTo(Phone.START + 60);
  }

  @Test
  void shouldReplaceAListAtOnceWhenAnItemOfItIsDismissed() {
    Stage stage = new Stage(new Changeable());
    stage.play(stage.phone().unlock());
    String first = firstItem(stage);

    // within the minute after a decision, as when a list is shown at the unlock that renews it
    stage.play(stage.phone().after(5).dismiss(first));

    assertThat(stage.profile().outbox().listDecidedAt()).isEqualTo(Phone.START + 5);
    assertThat(stage.sink().lists()).hasSize(2);
    assertThat(ids(stage)).doesNotContain(first);
  }

  @Test
  void shouldSendNothingWhenNothingChanged() {
    Stage stage = new Stage(new Changeable());
    stage.play(stage.phone().unlock());

    for (int i = 0; i < 10; i++) {
      stage.play(stage.phone().after(HOUR).unlock());
    }

    assertThat(stage.sink().lists()).hasSize(1);
    assertThat(stage.profile().outbox().listDecidedAt()).isEqualTo(Phone.START + 10 * HOUR);
  }

  @Test
  void shouldSendTheSameListAgainOnceTheOldOneExpired() {
    // Nothing is drawn here, so that a new day changes nothing.
    Stage stage =
        new Stage(
            new Phone(1),
            Phone.consenting(),
            Catalog.of(List.of(Items.app(1), Items.app(2))),
            withoutChance(),
            new Changeable());
    stage.play(stage.phone().unlock());

    stage.play(stage.phone().after(DAY - 1).unlock());
    assertThat(stage.sink().lists()).hasSize(1);

    stage.play(stage.phone().after(HOUR).unlock());
    assertThat(stage.sink().lists()).hasSize(2);
    assertThat(stage.sink().lists().get(1).getItems())
        .extracting(RecommendedItem::getItem)
        .isEqualTo(ids(stage));
    assertThat(stage.sink().lastList().getExpiresAt())
        .isEqualTo(stage.sink().lastList().getDecidedAt() + DAY);
  }

  @Test
  void shouldSendAListWhoseOrderChanged() {
    Changeable model = new Changeable();
    Stage stage = new Stage(model);
    stage.play(stage.phone().unlock());
    model.sign = -1;

    stage.play(stage.phone().after(HOUR).unlock());

    assertThat(stage.sink().lists()).hasSize(2);
  }

  @Test
  void shouldKeepADismissedItemAwayForItsFatiguePeriod() {
    Stage stage = stage(new Changeable(), List.of(Items.app(1), Items.app(2), Items.app(3)));
    stage.play(stage.phone().unlock());
    assertThat(ids(stage)).contains("app:a2");
    stage.play(stage.phone().after(60).dismiss("app:a2"));
    long dismissedAt = stage.phone().now();

    while (stage.phone().now() + 6 * HOUR <= dismissedAt + 7 * DAY) {
      stage.play(stage.phone().after(6 * HOUR).unlock());
      assertThat(ids(stage)).doesNotContain("app:a2");
    }
    stage.play(stage.phone().after(2 * DAY).unlock());

    assertThat(ids(stage)).contains("app:a2");
  }

  @Test
  void shouldOfferAnItemAgainThatWasTakenAfterAll() {
    Stage stage = stage(new Changeable(), List.of(Items.app(1), Items.app(2)));
    stage.play(stage.phone().unlock());
    stage.play(stage.phone().after(60).dismiss("app:a2"));
    assertThat(ids(stage)).containsExactly("app:a1");

    stage.play(stage.phone().after(60).accept("app:a2"));

    assertThat(ids(stage)).contains("app:a2");
  }

  @Test
  void shouldTakeTheListBackWhenTheLastItemIsDismissed() {
    Stage stage = stage(new Changeable(), List.of(Items.app(1)));
    stage.play(stage.phone().unlock());

    stage.play(stage.phone().after(60).dismiss("app:a1"));
    stage.play(stage.phone().after(2 * DAY).unlock());

    assertThat(stage.sink().lists()).hasSize(2);
    assertThat(stage.sink().lastList().getItems()).isEmpty();
  }

  @Test
  void shouldOfferNothingToAUserWhoDismissesEverything() {
    Stage stage = new Stage(new Changeable());
    for (int i = 0; i < Dismissals.CAPACITY; i++) {
      stage.play(stage.phone().after(60).dismiss("app:a" + (i + 20)));
    }

    assertThat(stage.sink().lastList().getItems()).isEmpty();
    stage.play(stage.phone().after(8 * DAY).unlock());
    assertThat(stage.sink().lastList().getItems()).isNotEmpty();
  }

  @Test
  void shouldOfferNothingFromAnEmptyCatalog() {
    Stage stage = stage(new Changeable(), List.of());

    stage.play(stage.phone().unlock());

    assertThat(stage.sink().lists()).isEmpty();
    assertThat(stage.sink().failed()).isEmpty();
  }

  @Test
  void shouldNotOfferContentThatWasSeenLately() {
    CatalogItem content = Items.item("content:c1", "travel");
    Stage stage = stage(new Changeable(), List.of(content, Items.app(1)));
    stage.play(stage.phone().unlock());
    assertThat(ids(stage)).contains("content:c1");

    stage.play(stage.phone().after(60).see("content:c1"), stage.phone().after(HOUR).unlock());

    assertThat(ids(stage)).containsExactly("app:a1");
  }

  @Test
  void shouldPreferContentOfCategoriesWhoseAppsAreUsed() {
    List<CatalogItem> items = new ArrayList<>();
    items.add(Items.item("app:planner", "travel"));
    items.add(Items.item("content:trains", "travel"));
    items.add(Items.item("content:scores", "sports"));
    Stage stage = stage(new Changeable(), items);
    for (int i = 0; i < 10; i++) {
      stage.play(stage.phone().after(60).open("app:planner"));
    }

    stage.play(stage.phone().after(60).unlock());

    assertThat(ids(stage)).containsSubsequence("content:trains", "content:scores");
  }

  @Test
  void shouldListAtMostSoManyOfACategory() {
    List<CatalogItem> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      items.add(Items.item("app:g" + i, "games"));
    }
    items.add(Items.item("app:mail", "work"));
    Stage stage = stage(new Changeable(), items);

    stage.play(stage.phone().unlock());

    assertThat(ids(stage)).hasSize(3).contains("app:mail");
    assertThat(stage.sink().audit().get(0).getRules())
        .anySatisfy(rule -> assertThat(rule.getRule()).isEqualTo("diversity"));
  }

  @Test
  void shouldKeepAPlaceForSomethingNew() {
    Stage stage = new Stage(new HabitsOnly());
    for (int i = 0; i < 8; i++) {
      for (int times = 0; times < 5; times++) {
        stage.play(stage.phone().after(60).open("app:a" + i));
      }
    }

    stage.play(stage.phone().after(60).unlock());

    List<RecommendedItem> items = stage.sink().lastList().getItems();
    assertThat(items).hasSize(5);
    assertThat(items.get(4).getReason().getCode())
        .isIn(ReasonCode.EXPLORING, ReasonCode.LIKED_CATEGORY);
    assertThat(items.subList(0, 4))
        .allSatisfy(item -> assertThat(item.getReason().getObserved()).isPositive());
  }

  @Test
  void shouldRankHigherWhatWasAcceptedBefore() {
    List<CatalogItem> items =
        List.of(Items.item("app:one", "travel"), Items.item("app:two", "games"));
    Stage stage =
        new Stage(new Phone(1), Phone.consenting(), Catalog.of(items), withoutChance(), new Flat());
    stage.play(stage.phone().unlock());
    assertThat(ids(stage)).containsExactly("app:one", "app:two");

    stage.play(stage.phone().after(60).accept("app:two"));

    assertThat(ids(stage)).containsExactly("app:two", "app:one");
  }

  @Test
  void shouldHaveAtMostTheConfiguredNumberOfItems() {
    Stage stage =
        new Stage(
            new Phone(1),
            Phone.consenting(),
            Items.catalog(),
            DecisionSettings.defaults().withMaximumItems(1),
            new Changeable());

    stage.play(stage.phone().unlock());

    assertThat(ids(stage)).hasSize(1);
  }

  @Test
  void shouldNotTakeAnItemOfUnknownKind() {
    CatalogItem odd = Items.item("app:odd", "travel");
    odd.setKind(ItemKind.UNKNOWN);
    Stage stage = stage(new Changeable(), List.of(odd, Items.app(1)));

    stage.play(stage.phone().unlock());

    assertThat(ids(stage)).containsExactly("app:a1");
  }

  @Test
  void shouldRestACategoryAfterSeveralDismissals() {
    List<CatalogItem> items = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      items.add(Items.item("content:q" + i, "quizzes"));
    }
    items.add(Items.item("app:quiz", "quizzes"));
    items.add(Items.item("content:trains", "travel"));
    Stage stage = stage(new Changeable(), items);
    stage.play(stage.phone().after(60).dismiss("content:q1"));
    stage.play(stage.phone().after(60).dismiss("content:q2"));
    assertThat(ids(stage)).anyMatch(id -> id.startsWith("content:q"));

    stage.play(stage.phone().after(60).dismiss("content:q3"));

    assertThat(ids(stage)).containsExactlyInAnyOrder("app:quiz", "content:trains");
    assertThat(rule(stage, "category-fatigue")).isEqualTo(5);
    assertThat(rule(stage, "fatigue")).isEqualTo(3);
    stage.play(stage.phone().after(2 * DAY - 60).unlock());
    assertThat(ids(stage)).containsExactlyInAnyOrder("app:quiz", "content:trains");
    stage.play(stage.phone().after(HOUR).unlock());
    assertThat(ids(stage))
        .anyMatch(id -> id.startsWith("content:q"))
        .doesNotContain("content:q1", "content:q2", "content:q3");
  }

  @Test
  void shouldEndAListWhenOneOfItsItemsDoes() {
    CatalogItem sale = Items.item("content:sale", "shopping");
    sale.setAvailableUntil(Phone.START + HOUR);
    Stage stage = stage(new Changeable(), List.of(sale, Items.app(1)));
    stage.play(stage.phone().unlock());
    assertThat(ids(stage)).contains("content:sale");
    assertThat(stage.sink().lastList().getExpiresAt()).isEqualTo(Phone.START + HOUR);

    stage.play(stage.phone().after(HOUR).unlock());

    assertThat(ids(stage)).containsExactly("app:a1");
    assertThat(stage.sink().lastList().getExpiresAt()).isEqualTo(Phone.START + HOUR + DAY);
  }

  @Test
  void shouldShowSomethingElseWhenWhatIsNewIsIgnored() {
    List<CatalogItem> items =
        List.of(Items.item("content:one", "travel"), Items.item("content:two", "travel"));
    Stage stage =
        new Stage(new Phone(1), Phone.consenting(), Catalog.of(items), withoutChance(), new Flat());
    stage.play(stage.phone().unlock());
    assertThat(ids(stage)).containsExactly("content:one", "content:two");

    stage.play(stage.phone().after(60).shown("content:one"), stage.phone().after(HOUR).unlock());

    assertThat(ids(stage)).containsExactly("content:two", "content:one");
  }

  private static DecisionSettings withoutChance() {
    DecisionSettings usual = DecisionSettings.defaults();
    RecommendationSettings recommendations = usual.recommendations();
    return usual.withRecommendations(
        recommendations.withTaste(recommendations.taste().withoutChance()));
  }

  private static int rule(Stage stage, String name) {
    List<DecisionMade> audit = stage.sink().audit();
    return audit.get(audit.size() - 1).getRules().stream()
        .filter(rule -> rule.getRule().equals(name))
        .mapToInt(RuleCount::getRemoved)
        .sum();
  }

  private static Stage stage(FakeUsageModel model, List<CatalogItem> items) {
    return new Stage(
        new Phone(1), Phone.consenting(), Catalog.of(items), DecisionSettings.defaults(), model);
  }

  private static List<String> ids(Stage stage) {
    return stage.sink().lastList().getItems().stream().map(RecommendedItem::getItem).toList();
  }

  private static String firstItem(Stage stage) {
    return ids(stage).get(0);
  }

  /**
   * Orders items by their place in the vocabulary, one way or the other, whatever the user does.
   */
  private static final class Changeable extends FakeUsageModel {

    private int sign = 1;

    @Override
    protected float score(float state, int candidate, float[] features, int offset) {
      return sign * (candidate % 100) / 50f;
    }
  }

  private static final class Flat extends FakeUsageModel {

    @Override
    protected float score(float state, int candidate, float[] features, int offset) {
      return 0;
    }
  }

  private static final class HabitsOnly extends FakeUsageModel {

    @Override
    protected float score(float state, int candidate, float[] features, int offset) {
      return 10 * features[offset];
    }
  }
}
