package dev.attune.deploy.adversary;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.UsageEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for what one user may get, written down once more from what is promised, without a look
 * at the code that keeps them. Knows what the user did, and nothing that the pipeline says of
 * itself.
 */
final class RuleBook {

  private static final long DAY = 86_400;
  private static final long FATIGUE = 7 * DAY;
  private static final long CATEGORY_REST = 2 * DAY;
  private static final int DISMISSALS_THAT_REST = 3;
  private static final int MOST_ITEMS = 5;
  private static final int MOST_OF_A_CATEGORY = 2;
  private static final int MOST_STEPS = 2;
  private static final Set<NotificationCategory> PROTECTED =
      Set.of(
          NotificationCategory.CALL,
          NotificationCategory.ALARM,
          NotificationCategory.ONE_TIME_CODE,
          NotificationCategory.EMERGENCY);

  private final String region;
  private final int age;
  private final Map<String, CatalogItem> catalog;
  private final Map<String, Long> dismissed = new HashMap<>();
  private final Map<NotificationCategory, NotificationImportance> chosen =
      new EnumMap<>(NotificationCategory.class);
  private @Nullable Arm arm;

  /**
   * @param catalog the catalog as it is at any time
   */
  RuleBook(String region, AgeBand band, Map<String, CatalogItem> catalog) {
    this.region = region;
    this.age = band == AgeBand.ADULT ? 18 : band == AgeBand.TEEN ? 13 : 0;
    this.catalog = catalog;
  }

  /** The user does something. */
  void happens(UsageEvent event) {
    if (event.getPayload() instanceof RecommendationDismissed dismissal) {
      dismissed.put(dismissal.getItem(), event.getOccurredAt());
    } else if (event.getPayload() instanceof RecommendationAccepted acceptance) {
      dismissed.remove(acceptance.getItem());
    } else if (event.getPayload() instanceof NotificationSettingChosen choice) {
      if (choice.getPinned() && choice.getImportance() != NotificationImportance.UNSPECIFIED) {
        chosen.put(choice.getCategory(), choice.getImportance());
      } else {
        chosen.remove(choice.getCategory());
      }
    }
  }

  /** What is wrong with a list; a sentence each. */
  List<String> problems(RecommendationList list, long now) {
    List<String> problems = new ArrayList<>();
    common(list.getOrigin(), list.getArm(), list.getRelease(), problems);
    require(list.getItems().size() <= MOST_ITEMS, "more than five items", problems);
    require(list.getExpiresAt() <= now + DAY, "it lasts longer than a day", problems);
    require(list.getDecidedAt() == now, "it is of another time", problems);
    Set<String> ids = new HashSet<>();
    Map<String, Integer> categories = new HashMap<>();
    int last = Integer.MAX_VALUE;
    for (RecommendedItem offered : list.getItems()) {
      CatalogItem item = item(offered.getItem(), now, problems);
      if (item == null) {
        continue;
      }
      require(ids.add(item.getId()), item.getId() + " comes twice", problems);
      require(item.getKind() == offered.getKind(), item.getId() + " is of a kind", problems);
      require(
          categories.merge(item.getCategory(), 1, Integer::sum) <= MOST_OF_A_CATEGORY,
          "more than two of " + item.getCategory(),
          problems);
      require(
          item.getAvailableUntil() == null || list.getExpiresAt() <= item.getAvailableUntil(),
          item.getId() + " ends before the list",
          problems);
      require(offered.getScore() >= 0 && offered.getScore() <= last, "not best first", problems);
      last = offered.getScore();
      reason(offered.getReason(), problems);
      routine(offered, now, problems);
    }
    return problems;
  }

  /** The item, if it is one; with what is wrong with offering it. */
  private @Nullable CatalogItem item(String id, long now, List<String> problems) {
    CatalogItem item = catalog.get(id);
    if (item == null) {
      problems.add(id + " is not in the catalog");
      return null;
    }
    require(item.getModeration() == ModerationState.APPROVED, id + " is not approved", problems);
    require(
        item.getRegions().isEmpty() || item.getRegions().contains(region),
        id + " is not for " + region,
        problems);
    require(item.getMinimumAge() <= age, id + " is not for the age", problems);
    require(
        item.getAvailableFrom() == null || item.getAvailableFrom() <= now,
        id + " is not there yet",
        problems);
    require(
        item.getAvailableUntil() == null || now < item.getAvailableUntil(),
        id + " is gone",
        problems);
    Long at = dismissed.get(id);
    require(at == null || at < now - FATIGUE, id + " was dismissed", problems);
    require(!rests(item, now), id + " is of a category that rests", problems);
    return item;
  }

  private boolean rests(CatalogItem item, long now) {
    int lately = 0;
    boolean justNow = false;
    for (Map.Entry<String, Long> one : dismissed.entrySet()) {
      CatalogItem other = catalog.get(one.getKey());
      if (other != null
          && other.getKind() == item.getKind()
          && other.getCategory().equals(item.getCategory())
          && one.getValue() >= now - FATIGUE) {
        lately++;
        justNow |= one.getValue() >= now - CATEGORY_REST;
      }
    }
    return lately >= DISMISSALS_THAT_REST && justNow;
  }

  private void reason(Reason reason, List<String> problems) {
    require(reason.getCode() != ReasonCode.UNSPECIFIED, "a reason of no kind", problems);
    require(!reason.getText().isBlank(), "a reason without words", problems);
    require(
        reason.getCode() != ReasonCode.USUALLY_NEXT
            || reason.getObserved() >= 2 && reason.getObserved() <= reason.getOutOf(),
        "a reason that can't be: " + reason,
        problems);
    boolean impersonal =
        reason.getCode() == ReasonCode.NOT_PERSONAL
            || reason.getCode() == ReasonCode.COMMON_AT_THIS_HOUR;
    require(arm != Arm.CONTROL || impersonal, "a personal reason in the control share", problems);
    require(
        arm == Arm.CONTROL || reason.getCode() != ReasonCode.NOT_PERSONAL,
        "no personal reason outside of the control share",
        problems);
  }

  private void routine(RecommendedItem offered, long now, List<String> problems) {
    Set<String> way = new HashSet<>(Set.of(offered.getItem()));
    require(offered.getRoutine().size() <= MOST_STEPS, "a routine of many steps", problems);
    for (String step : offered.getRoutine()) {
      CatalogItem item = item(step, now, problems);
      require(way.add(step), "a routine that goes in circles", problems);
      require(
          item == null || item.getKind() == ItemKind.APP, "a routine of other things", problems);
    }
  }

  /** What is wrong with settings; a sentence each. */
  List<String> problems(NotificationSettings settings) {
    List<String> problems = new ArrayList<>();
    common(settings.getOrigin(), settings.getArm(), settings.getRelease(), problems);
    NotificationCategory[] categories = NotificationCategory.values();
    require(
        settings.getCategories().size() == categories.length, "not every category once", problems);
    for (int i = 0; i < settings.getCategories().size(); i++) {
      CategorySetting setting = settings.getCategories().get(i);
      require(setting.getCategory() == categories[i], "categories out of order", problems);
      setting(setting, problems);
    }
    return problems;
  }

  private void setting(CategorySetting setting, List<String> problems) {
    boolean immediate =
        setting.getDelivery() == NotificationDelivery.IMMEDIATE && setting.getDigestHour() == -1;
    NotificationImportance byHand = chosen.get(setting.getCategory());
    if (PROTECTED.contains(setting.getCategory())) {
      require(
          immediate
              && setting.getImportance() == NotificationImportance.HIGH
              && setting.getDailyCap() == -1,
          setting.getCategory() + " is protected",
          problems);
    } else if (byHand != null) {
      require(
          immediate && setting.getPinned() && setting.getImportance() == byHand,
          setting.getCategory() + " was chosen by hand",
          problems);
    } else {
      require(!setting.getPinned(), setting.getCategory() + " was not chosen", problems);
      require(isAllowed(setting, immediate), "no such setting: " + setting, problems);
    }
  }

  private boolean isAllowed(CategorySetting setting, boolean immediate) {
    boolean digest =
        setting.getDelivery() == NotificationDelivery.DIGEST
            && setting.getDigestHour() >= 0
            && setting.getDigestHour() < 24;
    boolean usual =
        immediate
            && setting.getImportance() == NotificationImportance.DEFAULT
            && setting.getDailyCap() == -1;
    if (arm == Arm.CONTROL || setting.getCategory() == NotificationCategory.UNKNOWN) {
      return usual;
    }
    return switch (setting.getImportance()) {
      case MIN -> digest && setting.getDailyCap() == 3;
      case LOW -> digest && setting.getDailyCap() == -1;
      case DEFAULT -> immediate && Set.of(-1, 10).contains(setting.getDailyCap());
      case HIGH -> immediate && setting.getDailyCap() == -1;
      default -> false;
    };
  }

  private void common(Origin origin, Arm share, String release, List<String> problems) {
    require(origin == Origin.GENERATED, "it is not marked as generated", problems);
    require(!release.isEmpty(), "it does not say by what", problems);
    require(share != Arm.UNKNOWN && (arm == null || arm == share), "another share", problems);
    arm = share;
  }

  private static void require(boolean holds, String otherwise, List<String> problems) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}
