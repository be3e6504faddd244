package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.audit.DecisionKind;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.Erased;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.deadletter.DeadLetter;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.topology.ingest.Rejection;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.stream.TopologyNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersonalizationTopologyTest {

  private static final Instant MORNING = AttuneTestKit.START;
  private static final List<String> CATEGORIES = List.of("travel", "news", "games", "music");

  private final AttuneTestKit kit = AttuneTestKit.create();

  @AfterEach
  void close() {
    kit.close();
  }

  private static List<CatalogItem> apps() {
    List<CatalogItem> items = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      items.add(Items.item("app:a" + i, CATEGORIES.get(i % CATEGORIES.size())));
    }
    return items;
  }

  private static Instant minute(int minutes) {
    return MORNING.plus(Duration.ofMinutes(minutes));
  }

  /** Some mornings with the same habits. */
  private static void livesThrough(TestUser user, int days) {
    for (int day = 0; day < days; day++) {
      Instant morning = MORNING.plus(Duration.ofDays(day));
      user.unlocks(morning);
      user.opens("app:a0", morning.plusSeconds(60));
      user.closes("app:a0", 120, morning.plusSeconds(180));
      user.opens("app:a1", morning.plusSeconds(240));
      user.closes("app:a1", 60, morning.plusSeconds(300));
    }
  }

  private static List<String> itemIds(RecommendationList list) {
    return list.getItems().stream().map(RecommendedItem::getItem).toList();
  }

  private RecommendationList lastList(TestUser user) {
    List<RecommendationList> lists = kit.recommendations(user);
    return lists.get(lists.size() - 1);
  }

  @Test
  void shouldOfferWhatTheCatalogHolds() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);

    // When
    livesThrough(alice, 3);

    // Then
    List<RecommendationList> lists = kit.recommendations(alice);
    assertThat(lists).isNotEmpty();
    List<String> known = apps().stream().map(CatalogItem::getId).toList();
    assertThat(lists)
        .allSatisfy(
            list -> {
              assertThat(itemIds(list)).isNotEmpty().isSubsetOf(known).doesNotHaveDuplicates();
              assertThat(list.getItems())
                  .allSatisfy(item -> assertThat(item.getReason().getText()).isNotBlank());
            });
    assertThat(kit.deadLetters()).isEmpty();
    assertThat(kit.stats().accepted()).isEqualTo(15);
    assertThat(kit.stats().lists()).isEqualTo(lists.size());
  }

  @Test
  void shouldSetNotifications() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);

    // When
    livesThrough(alice, 3);

    // Then
    List<NotificationSettings> settings = kit.notificationSettings(alice);
    assertThat(settings).isNotEmpty();
    assertThat(settings.get(0).getCategories()).isNotEmpty();
  }

  @Test
  void shouldGiveOutputsTheTimestampOfTheirCause() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);

    // When
    alice.opens("app:a0", minute(1)).unlocks(minute(2));

    // Then
    assertThat(kit.records(TopicCatalog.RECOMMENDATIONS))
        .isNotEmpty()
        .extracting(TestRecord::getRecordTime)
        .isSubsetOf(minute(1), minute(2));
  }

  @Test
  void shouldExplainEveryDecisionInTheAuditLog() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);

    // When
    livesThrough(alice, 2);

    // Then
    List<DecisionMade> decisions =
        kit.audit(alice).stream().map(AuditRecord::getEntry).map(DecisionMade.class::cast).toList();
    assertThat(decisions)
        .filteredOn(decision -> decision.getKind() == DecisionKind.RECOMMENDATIONS)
        .extracting(DecisionMade::getDecision)
        .containsExactlyElementsOf(
            kit.recommendations(alice).stream().map(RecommendationList::getDecision).toList());
    assertThat(decisions)
        .filteredOn(decision -> decision.getKind() == DecisionKind.NOTIFICATION_SETTINGS)
        .hasSameSizeAs(kit.notificationSettings(alice));
  }

  @Test
  void shouldSayNothingToWhoeverDidNotConsent() {
    // Given
    kit.catalog(apps());
    TestUser bob = kit.user("bob");

    // When
    livesThrough(bob, 2);

    // Then
    assertThat(kit.profile(bob)).isEmpty();
    assertThat(kit.records(TopicCatalog.RECOMMENDATIONS)).isEmpty();
    assertThat(kit.records(TopicCatalog.NOTIFICATION_SETTINGS)).isEmpty();
    assertThat(kit.records(TopicCatalog.AUDIT_DECISIONS)).isEmpty();
    assertThat(kit.deadLetters()).isEmpty();
    assertThat(kit.stats().rejected()).containsEntry(Rejection.NO_CONSENT, 10L);
    assertThat(kit.stats().accepted()).isZero();
  }

  @Test
  void shouldForgetAndTakeBackWhenConsentIsWithdrawn() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    livesThrough(alice, 2);

    // When
    alice.consents("eu", AgeBand.ADULT, List.of(), minute(5000));
    alice.unlocks(minute(5001));

    // Then
    assertThat(kit.isTakenBack(TopicCatalog.RECOMMENDATIONS, alice)).isTrue();
    assertThat(kit.isTakenBack(TopicCatalog.NOTIFICATION_SETTINGS, alice)).isTrue();
    Profile profile = kit.profile(alice).orElseThrow();
    assertThat(profile.habits().size()).isZero();
    assertThat(profile.recentTokens().size()).isZero();
    assertThat(kit.stats().rejected()).containsEntry(Rejection.NO_CONSENT, 1L);
  }

  @Test
  void shouldCountARetryOnce() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    alice.opens("app:a0", minute(1));
    long newest = kit.profile(alice).orElseThrow().newestEventAt();
    int tokens = kit.profile(alice).orElseThrow().recentTokens().size();

    // When
    alice.retries(minute(2)).retries(minute(3));

    // Then
    assertThat(kit.stats().accepted()).isEqualTo(1);
    assertThat(kit.stats().rejected()).containsEntry(Rejection.DUPLICATE, 2L);
    assertThat(kit.profile(alice).orElseThrow().newestEventAt()).isEqualTo(newest);
    assertThat(kit.profile(alice).orElseThrow().recentTokens().size()).isEqualTo(tokens);
    assertThat(kit.deadLetters()).isEmpty();
  }

  @Test
  void shouldDescribeWhatItCannotReadWithoutKeepingIt() throws NoSuchAlgorithmException {
    // Given
    byte[] secret = "alice@example.com was here".getBytes(StandardCharsets.UTF_8);
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);

    // When
    kit.sendBytes(TopicCatalog.USAGE_EVENTS, alice.pseudonym().bytes(), secret, minute(1));

    // Then
    DeadLetter letter = kit.deadLetters().get(0);
    assertThat(letter.getReason()).isEqualTo("malformed");
    assertThat(letter.getTopic()).isEqualTo("device.usage-events");
    assertThat(letter.getPartition()).isZero();
    assertThat(letter.getOffset()).isZero();
    assertThat(letter.getTimestamp()).isEqualTo(minute(1).toEpochMilli());
    assertThat(letter.getValueLength()).isEqualTo(secret.length);
    assertThat(letter.getValueSha256().array())
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(secret));
    TestRecord<byte[], byte[]> record = kit.records(TopicCatalog.DEAD_LETTERS).get(0);
    assertThat(new String(record.key(), StandardCharsets.UTF_8))
        .isEqualTo("device.usage-events/0/0");
    assertThat(new String(record.value(), StandardCharsets.ISO_8859_1)).doesNotContain("alice");
    assertThat(kit.stats().rejected()).containsEntry(Rejection.MALFORMED, 1L);
  }

  @Test
  void shouldGoOnAfterRecordsItCannotUse() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    byte[] key = alice.pseudonym().bytes();

    // When
    kit.sendBytes(TopicCatalog.USAGE_EVENTS, key, null, minute(1));
    kit.sendBytes(TopicCatalog.USAGE_EVENTS, new byte[3], new byte[3], minute(1));
    kit.sendBytes(TopicCatalog.USAGE_EVENTS, null, new byte[3], minute(1));
    kit.sendBytes(TopicCatalog.USAGE_EVENTS, key, new byte[300_000], minute(1));
    kit.sendBytes(
        TopicCatalog.USAGE_EVENTS,
        key,
        kit.encode(TopicCatalog.CATALOG_ITEMS, Items.item("app:a0", "travel")),
        minute(1));
    kit.sendBytes(TopicCatalog.CONSENTS, key, new byte[] {1, 2, 3}, minute(1));
    alice.opens("app:a0", minute(2));

    // Then
    assertThat(kit.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(
            "malformed", "bad-key", "bad-key", "too-large", "unknown-schema", "malformed");
    assertThat(kit.stats().accepted()).isEqualTo(1);
    assertThat(kit.stats().rejectedTotal()).isEqualTo(5);
    assertThat(kit.stats().consentsRejected()).isEqualTo(1);
  }

  @Test
  void shouldTellOfEventsWithImpossibleFields() {
    // Given
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);

    // When
    alice.opens("", minute(1));

    // Then
    assertThat(kit.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("invalid-field");
  }

  @Test
  void shouldNotSendAListAgainWhileItStandsUnchanged() {
    // Given
    kit.catalog(Items.item("app:only", "travel"));
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    alice.unlocks(minute(1));
    assertThat(kit.recommendations(alice)).hasSize(1);

    // When
    for (int hour = 1; hour < 20; hour++) {
      alice.unlocks(minute(60 * hour));
    }

    // Then
    assertThat(kit.stats().accepted()).isEqualTo(20);
    assertThat(kit.recommendations(alice)).hasSize(1);
  }

  @Test
  void shouldEraseWithAReceipt() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    livesThrough(alice, 2);
    assertThat(kit.profile(alice)).isPresent();

    // When
    alice.asksForErasure(42, minute(5000));
    alice.unlocks(minute(5001));

    // Then
    assertThat(kit.profile(alice)).isEmpty();
    assertThat(kit.isTakenBack(TopicCatalog.RECOMMENDATIONS, alice)).isTrue();
    assertThat(kit.isTakenBack(TopicCatalog.NOTIFICATION_SETTINGS, alice)).isTrue();
    List<AuditRecord> audit = kit.audit(alice);
    assertThat(audit.get(audit.size() - 1).getEntry())
        .isInstanceOfSatisfying(
            Erased.class, receipt -> assertThat(receipt.getRequest()).isEqualTo(42));
    assertThat(kit.stats().erasures()).isEqualTo(1);
    assertThat(kit.stats().rejected()).containsEntry(Rejection.NO_CONSENT, 1L);
  }

  @Test
  void shouldForgetWhoseConsentIsNoLongerThere() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    livesThrough(alice, 2);
    TestUser bob = kit.user("bob").consents("eu", AgeBand.ADULT);
    bob.asksForErasure(7, minute(4999));

    // When
    kit.sendBytes(TopicCatalog.CONSENTS, alice.pseudonym().bytes(), null, minute(5000));
    kit.sendBytes(TopicCatalog.CONSENTS, bob.pseudonym().bytes(), null, minute(5000));
    alice.unlocks(minute(5001));

    // Then
    assertThat(kit.profile(alice)).isEmpty();
    assertThat(kit.isTakenBack(TopicCatalog.RECOMMENDATIONS, alice)).isTrue();
    assertThat(kit.isTakenBack(TopicCatalog.NOTIFICATION_SETTINGS, alice)).isTrue();
    assertThat(kit.stats().consentsRejected()).isZero();
    assertThat(kit.stats().rejected()).containsEntry(Rejection.NO_CONSENT, 1L);
    assertThat(kit.records(TopicCatalog.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void shouldStopOfferingWhatLeavesTheCatalog() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    livesThrough(alice, 3);
    List<String> offered =
        kit.recommendations(alice).stream().flatMap(list -> itemIds(list).stream()).toList();
    int before = kit.recommendations(alice).size();

    // When
    offered.forEach(kit::withdraw);
    for (int day = 3; day < 6; day++) {
      alice.unlocks(MORNING.plus(Duration.ofDays(day)));
    }

    // Then
    List<RecommendationList> after = kit.recommendations(alice);
    assertThat(after).hasSizeGreaterThan(before);
    assertThat(after.subList(before, after.size()))
        .allSatisfy(list -> assertThat(itemIds(list)).doesNotContainAnyElementsOf(offered));
  }

  @Test
  void shouldTakeAnItemThatCannotBeReadOutOfTheCatalog() {
    // Given
    kit.catalog(Items.item("app:only", "travel"));
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    alice.opens("app:other", minute(1)).unlocks(minute(2));
    assertThat(itemIds(lastList(alice))).containsExactly("app:only");

    // When
    kit.sendBytes(
        TopicCatalog.CATALOG_ITEMS,
        "app:only".getBytes(StandardCharsets.UTF_8),
        new byte[] {1},
        minute(3));
    alice.unlocks(minute(3 * 24 * 60));

    // Then
    assertThat(itemIds(lastList(alice))).isEmpty();
    assertThat(kit.stats().catalogRejected()).isEqualTo(1);
  }

  @Test
  void shouldKeepUsersApart() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    TestUser carol = kit.user("carol").consents("eu", AgeBand.ADULT);

    // When
    alice.opens("app:a0", minute(1));

    // Then
    assertThat(kit.profile(alice).orElseThrow().recentTokens().size()).isEqualTo(1);
    assertThat(kit.profile(carol).orElseThrow().recentTokens().size()).isZero();
    assertThat(kit.recommendations(carol)).isEmpty();
  }

  @Test
  void shouldCountTwoPhonesOfOneUserApart() {
    // Given
    TestUser phone = kit.user("alice").consents("eu", AgeBand.ADULT);
    TestUser tablet = kit.user("alice", "tablet");

    // When
    phone.opens("app:a0", minute(1));
    tablet.opens("app:a0", minute(2));

    // Then
    assertThat(kit.stats().accepted()).isEqualTo(2);
    assertThat(kit.profile(phone).orElseThrow().watermarks().devices()).isEqualTo(2);
  }

  @Test
  void shouldForgetWhoWasNotSeenForTheRetentionPeriod() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    livesThrough(alice, 2);
    TestUser bob = kit.user("bob").consents("eu", AgeBand.ADULT);

    // When bob's events go on for longer than the period, and a pass goes through all profiles
    bob.unlocks(MORNING.plus(Duration.ofDays(399)));
    kit.driver().advanceWallClockTime(Duration.ofHours(25));

    // Then
    assertThat(kit.profile(alice)).isPresent();
    bob.unlocks(MORNING.plus(Duration.ofDays(404)));
    kit.driver().advanceWallClockTime(Duration.ofHours(25));
    assertThat(kit.profile(alice)).isEmpty();
    assertThat(kit.isTakenBack(TopicCatalog.RECOMMENDATIONS, alice)).isTrue();
    assertThat(kit.isTakenBack(TopicCatalog.NOTIFICATION_SETTINGS, alice)).isTrue();
    assertThat(kit.profile(bob)).isPresent();
  }

  @Test
  void shouldKeepProfilesInAStoreWithItsOwnName() {
    assertThat(kit.driver().getAllStateStores().keySet())
        .containsExactlyInAnyOrder(
            TopologyNames.PROFILE_STORE,
            TopologyNames.PRE_COMMIT_STORE,
            TopologyNames.CATALOG_STORE,
            TopologyNames.RELEASES_STORE);
  }

  @Test
  void shouldSayTheSameForTheSameStory() {
    // Given
    kit.catalog(apps());
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    livesThrough(alice, 4);

    try (AttuneTestKit again = AttuneTestKit.create(Map.of("profile.cache.entries", "1"))) {
      // When
      again.catalog(apps());
      TestUser sameAlice = again.user("alice").consents("eu", AgeBand.ADULT);
      livesThrough(sameAlice, 4);

      // Then
      assertThat(bytes(again)).isNotEmpty().isEqualTo(bytes(kit));
    }
  }

  private static List<String> bytes(AttuneTestKit kit) {
    return kit.records(TopicCatalog.RECOMMENDATIONS).stream()
        .map(record -> java.util.HexFormat.of().formatHex(record.value()))
        .toList();
  }
}
