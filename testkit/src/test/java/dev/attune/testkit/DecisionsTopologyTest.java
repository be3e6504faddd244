package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.Trigger;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.topology.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user must be able to rely on, in the production topology. */
class DecisionsTopologyTest {

  private static final Instant MORNING = AttuneTestKit.START;
  private static final Duration SWEEP = Duration.ofSeconds(6);

  private final AttuneTestKit kit = AttuneTestKit.create();

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void shouldKeepADismissedItemAwayForItsFatiguePeriod() {
    // Given
    kit.catalog(apps(6));
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT).unlocks(MORNING);
    RecommendationList first = last(alice);
    String unwanted = ids(first).get(0);

    // When
    alice.dismisses(first.getDecision(), unwanted, MORNING.plusSeconds(60));
    int before = kit.recommendations(alice).size();
    for (int hour = 6; hour < 7 * 24; hour += 6) {
      alice.unlocks(MORNING.plus(Duration.ofHours(hour)));
    }

    // Then
    List<RecommendationList> meanwhile = kit.recommendations(alice);
    assertThat(meanwhile).hasSizeGreaterThan(before);
    assertThat(meanwhile.subList(1, meanwhile.size()))
        .isNotEmpty()
        .allSatisfy(list -> assertThat(ids(list)).isNotEmpty().doesNotContain(unwanted));

    // When the period is over
    alice.unlocks(MORNING.plus(Duration.ofDays(9)));

    // Then
    assertThat(ids(last(alice))).contains(unwanted);
  }

  @Test
  void shouldNeverOverwriteASettingMadeByHand() {
    // Given
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    alice.chooses(NotificationCategory.PROMOTION, NotificationImportance.HIGH, MORNING);

    // When she dismisses them all for two weeks
    for (int day = 0; day < 14; day++) {
      for (int i = 0; i < 8; i++) {
        Instant at = MORNING.plus(Duration.ofDays(day)).plus(Duration.ofHours(i));
        alice
            .isNotified("app:a0", NotificationCategory.PROMOTION, at)
            .answers(
                "app:a0",
                NotificationCategory.PROMOTION,
                NotificationAnswer.DISMISSED,
                at.plusSeconds(5))
            .isNotified("app:a0", NotificationCategory.NEWS, at.plusSeconds(10))
            .answers(
                "app:a0",
                NotificationCategory.NEWS,
                NotificationAnswer.DISMISSED,
                at.plusSeconds(15))
            .unlocks(at.plusSeconds(20));
      }
    }

    // Then what she did not choose was lowered, and what she chose was not
    assertThat(kit.notificationSettings(alice))
        .isNotEmpty()
        .allSatisfy(
            settings -> {
              CategorySetting chosen =
                  settings.getCategories().get(NotificationCategory.PROMOTION.ordinal());
              assertThat(chosen.getPinned()).isTrue();
              assertThat(chosen.getImportance()).isEqualTo(NotificationImportance.HIGH);
            });
    int last = kit.notificationSettings(alice).size() - 1;
    assertThat(
            kit.notificationSettings(alice)
                .get(last)
                .getCategories()
                .get(NotificationCategory.NEWS.ordinal())
                .getImportance())
        .isLessThan(NotificationImportance.DEFAULT);
  }

  @Test
  void shouldTakeAWithdrawnItemOutOfEveryListAlsoOfUsersWhoAreIdle() {
    // Given many users, whom nothing more is heard of
    kit.catalog(apps(6));
    List<TestUser> users = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      users.add(kit.user("user " + i).consents("eu", AgeBand.ADULT).unlocks(MORNING));
    }
    kit.driver().advanceWallClockTime(SWEEP);
    String withdrawn = ids(last(users.get(0))).get(0);
    long affected = users.stream().filter(user -> ids(last(user)).contains(withdrawn)).count();
    List<RecommendationList> before = users.stream().map(this::last).toList();

    // When
    kit.withdraw(withdrawn);
    kit.driver().advanceWallClockTime(SWEEP);

    // Then
    assertThat(affected).isGreaterThan(20);
    assertThat(users)
        .allSatisfy(user -> assertThat(ids(last(user))).hasSize(5).doesNotContain(withdrawn));
    assertThat(kit.stats().lists()).isEqualTo(users.size() + affected);
    for (int i = 0; i < users.size(); i++) {
      RecommendationList now = last(users.get(i));
      assertThat(now.getExpiresAt()).isEqualTo(before.get(i).getExpiresAt());
      assertThat(now.getDecidedAt()).isEqualTo(before.get(i).getDecidedAt());
    }
    assertThat(kit.audit(users.get(0)))
        .extracting(AuditRecord::getEntry)
        .last()
        .isInstanceOfSatisfying(
            DecisionMade.class,
            entry -> {
              assertThat(entry.getTrigger()).isEqualTo(Trigger.CATALOG);
              assertThat(entry.getOffset()).isEqualTo(-1);
              assertThat(entry.getDecision()).isEqualTo(last(users.get(0)).getDecision());
            });
  }

  @Test
  void shouldTakeAnItemOutOfListsWhenAModeratorRejectsItOrItEndsSooner() {
    // Given
    kit.catalog(apps(6));
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT).unlocks(MORNING);
    kit.driver().advanceWallClockTime(SWEEP);
    String rejected = ids(last(alice)).get(0);
    String ending = ids(last(alice)).get(1);

    // When
    CatalogItem bad = Items.item(rejected, "games");
    bad.setModeration(ModerationState.REJECTED);
    kit.catalog(bad);
    kit.driver().advanceWallClockTime(SWEEP);

    // Then
    assertThat(ids(last(alice))).hasSize(5).doesNotContain(rejected).contains(ending);

    // When
    CatalogItem sale = Items.item(ending, "games");
    long end = MORNING.plusSeconds(3600).getEpochSecond();
    sale.setAvailableUntil(end);
    kit.catalog(sale);
    kit.driver().advanceWallClockTime(SWEEP);

    // Then the phone drops the list when the item ends
    assertThat(ids(last(alice))).contains(ending);
    assertThat(last(alice).getExpiresAt()).isEqualTo(end);
  }

  @Test
  void shouldLeaveListsAloneWhenTheCatalogGrows() {
    // Given
    kit.catalog(apps(6));
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT).unlocks(MORNING);
    kit.driver().advanceWallClockTime(SWEEP);
    Profile before = kit.profile(alice).orElseThrow();

    // When
    kit.catalog(apps(30));
    kit.driver().advanceWallClockTime(SWEEP);

    // Then
    assertThat(kit.recommendations(alice)).hasSize(1);
    assertThat(kit.profile(alice).orElseThrow().outbox().listDecidedAt())
        .isEqualTo(before.outbox().listDecidedAt());
  }

  private static List<CatalogItem> apps(int count) {
    List<CatalogItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(Items.item("app:a" + i, "category " + i));
    }
    return items;
  }

  private RecommendationList last(TestUser user) {
    List<RecommendationList> lists = kit.recommendations(user);
    return lists.get(lists.size() - 1);
  }

  private static List<String> ids(RecommendationList list) {
    return list.getItems().stream().map(RecommendedItem::getItem).toList();
  }
}
