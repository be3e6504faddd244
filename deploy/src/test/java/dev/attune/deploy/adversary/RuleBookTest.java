package dev.attune.deploy.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge sees what must not be: one planted defect at a time. */
class RuleBookTest {

  private static final long NOW = 1_767_600_000;
  private static final long DAY = 86_400;
  private static final Reason NEW = reason(ReasonCode.EXPLORING);

  private final Map<String, CatalogItem> catalog = new TreeMap<>();
  private final RuleBook rules = new RuleBook("eu", AgeBand.TEEN, catalog);

  RuleBookTest() {
    for (String name : List.of("one", "two", "three", "four", "five", "six")) {
      add("app:" + name, name);
    }
    add("app:chess", "games");
    add("app:go", "games");
    add("app:cards", "games");
    add("content:film", "films").setKind(ItemKind.CONTENT);
    add("app:pending", "a").setModeration(ModerationState.PENDING);
    add("app:rejected", "b").setModeration(ModerationState.REJECTED);
    add("app:adults", "c").setMinimumAge(18);
    add("app:elsewhere", "d").setRegions(List.of("us"));
    add("app:over", "e").setAvailableUntil(NOW);
    add("app:later", "f").setAvailableFrom(NOW + 1);
    add("app:ending", "g").setAvailableUntil(NOW + 600);
  }

  @Test
  void shouldFindNothingWrongWithAProperList() {
    assertThat(rules.problems(list("app:one", "app:chess", "app:go", "app:two", "app:six"), NOW))
        .isEmpty();
    assertThat(rules.problems(list(), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app:pending",
        "app:rejected",
        "app:adults",
        "app:elsewhere",
        "app:over",
        "app:later",
        "app:ending",
        "app:invented"
      })
  void shouldSeeAnItemThatMustNotBe(String id) {
    assertThat(rules.problems(list("app:one", id), NOW))
        .isNotEmpty()
        .allMatch(problem -> problem.startsWith(id));
  }

  @Test
  void shouldSeeAForbiddenStepOfARoutine() {
    assertThat(rules.problems(routine("app:two", "app:three"), NOW)).isEmpty();

    assertThat(rules.problems(routine("app:two", "app:adults"), NOW)).hasSize(1);
    assertThat(rules.problems(routine("content:film"), NOW)).hasSize(1);
    assertThat(rules.problems(routine("app:two", "app:one"), NOW)).hasSize(1);
    assertThat(rules.problems(routine("app:two", "app:three", "app:four"), NOW)).hasSize(1);
  }

  @Test
  void shouldSeeADismissedItemUntilItHasRested() {
    dismiss("app:one", NOW - 7 * DAY);

    assertThat(rules.problems(list("app:one"), NOW)).hasSize(1);
    assertThat(rules.problems(list(NOW + 1, "app:one"), NOW + 1)).isEmpty();
  }

  @Test
  void shouldSeeACategoryThatRests() {
    add("app:dominoes", "games");
    dismiss("app:chess", NOW - 5 * DAY);
    dismiss("app:go", NOW - 3 * DAY);
    assertThat(rules.problems(list("app:dominoes"), NOW)).isEmpty();

    dismiss("app:cards", NOW - 2 * DAY);

    assertThat(rules.problems(list("app:dominoes"), NOW)).hasSize(1);
    assertThat(rules.problems(list(NOW + 1, "app:dominoes"), NOW + 1)).isEmpty();
  }

  @Test
  void shouldSeeAListOfTheWrongShape() {
    assertThat(
            rules.problems(
                list("app:one", "app:two", "app:three", "app:four", "app:five", "app:six"), NOW))
        .hasSize(1);
    assertThat(rules.problems(list("app:one", "app:one"), NOW)).isNotEmpty();
    assertThat(rules.problems(list("app:chess", "app:go", "app:cards"), NOW)).hasSize(1);
    assertThat(rules.problems(list(NOW - 60, "app:one"), NOW)).isNotEmpty();

    RecommendationList worstFirst = list("app:one", "app:two");
    worstFirst.getItems().get(1).setScore(900);
    assertThat(rules.problems(worstFirst, NOW)).hasSize(1);

    RecommendationList otherKind = list("app:one");
    otherKind.getItems().get(0).setKind(ItemKind.THEME);
    assertThat(rules.problems(otherKind, NOW)).hasSize(1);
  }

  @Test
  void shouldSeeWhatIsNotLabelledAsGeneratedAndByWhat() {
    RecommendationList byNobody = list("app:one");
    byNobody.setRelease("");
    RecommendationList byAPerson = list("app:one");
    byAPerson.setOrigin(Origin.UNKNOWN);
    NotificationSettings unlabelled = settings();
    unlabelled.setOrigin(Origin.UNKNOWN);

    assertThat(rules.problems(byNobody, NOW)).hasSize(1);
    assertThat(rules.problems(byAPerson, NOW)).hasSize(1);
    assertThat(rules.problems(unlabelled)).hasSize(1);
  }

  @Test
  void shouldSeeAUserWhoChangesShares() {
    RecommendationList control = list("app:one");
    control.setArm(Arm.CONTROL);

    assertThat(rules.problems(list("app:one"), NOW)).isEmpty();
    assertThat(rules.problems(control, NOW)).isNotEmpty();
  }

  @Test
  void shouldSeeAReasonThatCannotBe() {
    RecommendationList without = list("app:one");
    without.getItems().get(0).getReason().setText(" ");
    RecommendationList onceOfThree = list("app:one");
    onceOfThree
        .getItems()
        .get(0)
        .setReason(new Reason(ReasonCode.USUALLY_NEXT, "Often.", 1, 3, "app:two"));
    RecommendationList moreThanAll = list("app:one");
    moreThanAll
        .getItems()
        .get(0)
        .setReason(new Reason(ReasonCode.USUALLY_NEXT, "Often.", 4, 3, "app:two"));
    RecommendationList impersonal = list("app:one");
    impersonal.getItems().get(0).setReason(reason(ReasonCode.NOT_PERSONAL));

    assertThat(List.of(without, onceOfThree, moreThanAll, impersonal))
        .allSatisfy(list -> assertThat(rules.problems(list, NOW)).hasSize(1));
  }

  @Test
  void shouldSeeAPersonalReasonInTheControlShare() {
    RecommendationList list = list("app:one");
    list.setArm(Arm.CONTROL);

    assertThat(rules.problems(list, NOW)).hasSize(1);
  }

  @Test
  void shouldFindNothingWrongWithProperSettings() {
    NotificationSettings settings = settings();
    set(settings, NotificationCategory.NEWS, NotificationImportance.LOW, true, -1);

    assertThat(rules.problems(settings)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"CALL", "ALARM", "ONE_TIME_CODE", "EMERGENCY"})
  void shouldSeeALoweredProtectedCategory(NotificationCategory category) {
    NotificationSettings quieter = settings();
    set(quieter, category, NotificationImportance.DEFAULT, false, -1);
    NotificationSettings later = settings();
    set(later, category, NotificationImportance.HIGH, true, -1);
    NotificationSettings fewer = settings();
    set(fewer, category, NotificationImportance.HIGH, false, 10);

    assertThat(List.of(quieter, later, fewer))
        .allSatisfy(settings -> assertThat(rules.problems(settings)).hasSize(1));
  }

  @Test
  void shouldSeeAChoiceByHandThatIsOverwritten() {
    choose(NotificationCategory.NEWS, NotificationImportance.HIGH, true);
    NotificationSettings kept = settings();
    set(kept, NotificationCategory.NEWS, NotificationImportance.HIGH, false, -1);
    kept.getCategories().get(NotificationCategory.NEWS.ordinal()).setPinned(true);

    assertThat(rules.problems(kept)).isEmpty();
    assertThat(rules.problems(settings())).hasSize(1);

    choose(NotificationCategory.NEWS, NotificationImportance.HIGH, false);
    assertThat(rules.problems(settings())).isEmpty();
    assertThat(rules.problems(kept)).hasSize(1);
  }

  @Test
  void shouldSeeSettingsThatDoNotExist() {
    NotificationSettings silent = settings();
    set(silent, NotificationCategory.NEWS, NotificationImportance.NONE, false, -1);
    NotificationSettings never = settings();
    set(never, NotificationCategory.NEWS, NotificationImportance.DEFAULT, false, 0);
    NotificationSettings missing = settings();
    missing.getCategories().remove(missing.getCategories().size() - 1);

    assertThat(List.of(silent, never, missing))
        .allSatisfy(settings -> assertThat(rules.problems(settings)).hasSize(1));
  }

  private CatalogItem add(String id, String category) {
    CatalogItem item =
        CatalogItem.newBuilder()
            .setId(id)
            .setKind(ItemKind.APP)
            .setCategory(category)
            .setTitle(id)
            .setModeration(ModerationState.APPROVED)
            .build();
    catalog.put(id, item);
    return item;
  }

  private void dismiss(String item, long at) {
    happens(at, new RecommendationDismissed(new DecisionId(new byte[16]), item));
  }

  private void choose(
      NotificationCategory category, NotificationImportance importance, boolean pinned) {
    happens(NOW, new NotificationSettingChosen(category, importance, pinned));
  }

  private void happens(long at, Object payload) {
    Context context =
        new Context(12, 0, NetworkType.WIFI, BatteryBucket.HIGH, false, PlaceClass.HOME);
    rules.happens(new UsageEvent(new DevicePseudonym(new byte[8]), 1L, at, context, payload));
  }

  private static Reason reason(ReasonCode code) {
    return new Reason(code, "So it is.", 0, 0, "");
  }

  private static RecommendationList routine(String... steps) {
    RecommendationList list = list("app:one");
    list.getItems().get(0).setRoutine(List.of(steps));
    return list;
  }

  private static RecommendationList list(String... ids) {
    return list(NOW, ids);
  }

  private static RecommendationList list(long at, String... ids) {
    List<RecommendedItem> items = new ArrayList<>();
    for (String id : ids) {
      ItemKind kind = id.startsWith("app:") ? ItemKind.APP : ItemKind.CONTENT;
      items.add(
          new RecommendedItem(
              id, kind, 500, new Reason(NEW.getCode(), "New.", 0, 0, ""), List.of()));
    }
    return new RecommendationList(
        new DecisionId(new byte[16]), at, at + 3600, "r1", items, Origin.GENERATED, Arm.TREATED);
  }

  private static NotificationSettings settings() {
    List<CategorySetting> all = new ArrayList<>();
    for (NotificationCategory category : NotificationCategory.values()) {
      NotificationImportance importance =
          switch (category) {
            case CALL, ALARM, ONE_TIME_CODE, EMERGENCY -> NotificationImportance.HIGH;
            default -> NotificationImportance.DEFAULT;
          };
      all.add(
          new CategorySetting(
              category, importance, NotificationDelivery.IMMEDIATE, -1, -1, false, -1));
    }
    return new NotificationSettings(
        new DecisionId(new byte[16]), NOW, "r1", all, null, Origin.GENERATED, Arm.TREATED);
  }

  private static void set(
      NotificationSettings settings,
      NotificationCategory category,
      NotificationImportance importance,
      boolean digest,
      int cap) {
    CategorySetting setting = settings.getCategories().get(category.ordinal());
    setting.setImportance(importance);
    setting.setDelivery(digest ? NotificationDelivery.DIGEST : NotificationDelivery.IMMEDIATE);
    setting.setDigestHour(digest ? 18 : -1);
    setting.setDailyCap(cap);
  }
}
