package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.ledger.GeneratorKind;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.RefusalReason;
import dev.attune.schemas.ledger.Refused;
import dev.attune.schemas.ledger.Sealed;
import dev.attune.schemas.ledger.WindowPartial;
import dev.attune.schemas.synthetic.SyntheticSession;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.topology.summary.SummarySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SynthesisTopologyTest {

  private static final Instant START = AttuneTestKit.START;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final List<Purpose> EVERYTHING =
      List.of(Purpose.PERSONALIZATION, Purpose.ANALYTICS);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "model.release", "fallback",
          "synthesis.cohorts", "eu,na",
          "synthesis.categories", "news,games",
          "synthesis.window", "10m",
          "synthesis.close.after", "5s",
          "synthesis.publish.after", "60s",
          "synthesis.releases.per.month", "3",
          "synthesis.sessions", "20");

  private final AttuneTestKit kit = AttuneTestKit.create(SETTINGS);

  @AfterEach
  void close() {
    kit.close();
  }

  private static AttuneTestKit withCatalog(AttuneTestKit kit) {
    // The first turn notes since when windows are closed here: the one before has been already.
    kit.driver().advanceWallClockTime(Duration.ofSeconds(10));
    return kit.catalog(Items.item("app:n", "news"), Items.item("app:g", "games"));
  }

  private static TestUser consenting(AttuneTestKit kit, String id) {
    return kit.user(id).consents("eu", AgeBand.ADULT, EVERYTHING, START);
  }

  private static void opensBoth(TestUser user, Instant at) {
    user.unlocks(at).opens("app:n", at.plusSeconds(5)).opens("app:g", at.plusSeconds(30));
  }

  /** What partitions sent, before any noise. */
  private static List<WindowPartial> partials(AttuneTestKit kit) {
    return kit.records(TopicCatalog.PARTIALS).stream()
        .map(record -> kit.decode(record.value(), WindowPartial.class))
        .toList();
  }

  private static long sum(WindowPartial partial, int cohort) {
    return partial.getCohorts().get(cohort).getSums().stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> hex(AttuneTestKit kit, TopicSpec topic) {
    return kit.records(topic).stream()
        .map(TestRecord::value)
        .map(HexFormat.of()::formatHex)
        .toList();
  }

  @Test
  void shouldSealAWindowOnceAndPublishWhatFollows() {
    // Given
    withCatalog(kit);
    opensBoth(consenting(kit, "alice"), START.plusSeconds(10));
    opensBoth(consenting(kit, "bob"), START.plusSeconds(20));

    // When
    kit.pass(WINDOW.plusSeconds(30));

    // Then
    assertThat(partials(kit)).hasSize(1);
    // Two openings, four cells each, of two users.
    assertThat(sum(partials(kit).get(0), 0)).isEqualTo(2 * 2 * 4 * SummarySettings.UNIT);
    assertThat(sum(partials(kit).get(0), 1)).isZero();
    assertThat(kit.ledger())
        .extracting(LedgerEntry::getReleaseId)
        .containsExactly("2026-01-05T08:00:00Z/PT10M/eu", "2026-01-05T08:00:00Z/PT10M/na");
    assertThat(kit.ledger()).allMatch(entry -> entry.getDecision() instanceof Sealed);
    assertThat(kit.syntheticSessions()).as("before the public time").isEmpty();

    kit.pass(Duration.ofSeconds(60));

    assertThat(kit.syntheticSessions()).hasSize(2 * 20);
    SyntheticSession session = kit.syntheticSessions().get(0);
    assertThat(session.getReleaseId()).isEqualTo("2026-01-05T08:00:00Z/PT10M/eu");
    assertThat(session.getEvents()).isNotEmpty();
    assertThat(session.getPrivacy().getEpsilon()).isEqualTo("4");
    assertThat(session.getPrivacy().getDelta()).isEqualTo("1E-9");
    assertThat(session.getPrivacy().getMechanism()).contains("discrete Gaussian");
  }

  @Test
  void shouldEmitTheWholeGridThoughNobodyIsThere() {
    withCatalog(kit);

    kit.pass(WINDOW.multipliedBy(2).plusSeconds(30));

    assertThat(partials(kit)).hasSize(2).allMatch(partial -> sum(partial, 0) == 0);
    assertThat(kit.ledger()).hasSize(4).allMatch(entry -> entry.getDecision() instanceof Sealed);
    assertThat(((Sealed) kit.ledger().get(0).getDecision()).getNoisy())
        .as("noise hides that nobody is there")
        .anyMatch(value -> value != 0);
  }

  @Test
  void shouldCountNobodyWithoutConsentToAnalytics() {
    withCatalog(kit);
    TestUser alice = kit.user("alice").consents("eu", AgeBand.ADULT);
    opensBoth(alice, START.plusSeconds(10));
    TestUser elsewhere = kit.user("carol").consents("mars", AgeBand.ADULT, EVERYTHING, START);
    opensBoth(elsewhere, START.plusSeconds(10));

    kit.pass(WINDOW.plusSeconds(30));

    assertThat(sum(partials(kit).get(0), 0)).isZero();
  }

  @Test
  void shouldTakeBackWhatIsNotClosedYet() {
    withCatalog(kit);
    TestUser alice = consenting(kit, "alice");
    opensBoth(alice, START.plusSeconds(10));
    TestUser bob = consenting(kit, "bob");
    opensBoth(bob, START.plusSeconds(10));

    alice.consents("eu", AgeBand.ADULT, List.of(Purpose.PERSONALIZATION), START.plusSeconds(100));
    bob.asksForErasure(1, START.plusSeconds(100));
    kit.pass(WINDOW.plusSeconds(30));

    assertThat(sum(partials(kit).get(0), 0)).isZero();
  }

  @Test
  void shouldKeepTheWindowBeforeUntilItIsClosed() {
    withCatalog(kit);
    TestUser alice = consenting(kit, "alice");
    opensBoth(alice, START.plusSeconds(10));

    // The next window has begun, the last one is not closed yet.
    alice.unlocks(START.plus(WINDOW).plusSeconds(1));
    alice.opens("app:n", START.plus(WINDOW).plusSeconds(2));
    kit.pass(WINDOW);

    assertThat(sum(partials(kit).get(0), 0)).isEqualTo(2 * 4 * SummarySettings.UNIT);
    kit.pass(WINDOW);
    // An opening, and the end of the session before.
    assertThat(sum(partials(kit).get(1), 0)).isEqualTo((4 + 1) * SummarySettings.UNIT);
  }

  @Test
  void shouldDropWhatComesTooLate() {
    withCatalog(kit);
    TestUser alice = consenting(kit, "alice");
    kit.pass(WINDOW.plusSeconds(30));

    opensBoth(alice, START.plusSeconds(10));
    kit.pass(WINDOW);

    assertThat(partials(kit)).hasSize(2).allMatch(partial -> sum(partial, 0) == 0);
  }

  @Test
  void shouldRefuseWhenTheBudgetIsSpentAndGoOnPersonalizing() {
    withCatalog(kit);
    TestUser alice = consenting(kit, "alice");

    kit.pass(WINDOW.multipliedBy(4).plusSeconds(30));

    List<LedgerEntry> ledger = kit.ledger();
    assertThat(ledger).hasSize(8);
    assertThat(ledger.subList(0, 6)).allMatch(entry -> entry.getDecision() instanceof Sealed);
    Refused refused = (Refused) ledger.get(6).getDecision();
    assertThat(refused.getReason()).isEqualTo(RefusalReason.BUDGET_SPENT);
    assertThat(refused.getDetail()).contains("2026-01").contains("Nothing was drawn");
    assertThat(((Refused) ledger.get(7).getDecision()).getReason())
        .isEqualTo(RefusalReason.MONTH_STOPPED);
    assertThat(ledger.get(7).getSpentRho()).isEqualTo(ledger.get(5).getSpentRho());
    kit.pass(Duration.ofMinutes(2));
    assertThat(kit.syntheticSessions()).hasSize(6 * 20);
    opensBoth(alice, START.plusSeconds(2700));
    assertThat(kit.stats().accepted()).isEqualTo(3);
  }

  @Test
  void shouldNeverDrawAgainAfterAReset() {
    withCatalog(kit);
    opensBoth(consenting(kit, "alice"), START.plusSeconds(10));
    kit.pass(WINDOW.plus(Duration.ofSeconds(90)));
    List<byte[]> ledger = kit.records(TopicCatalog.LEDGER).stream().map(TestRecord::value).toList();
    List<String> published = hex(kit, TopicCatalog.SYNTHETIC_SESSIONS);
    assertThat(published).hasSize(40);

    for (int replay = 0; replay < 3; replay++) {
      try (AttuneTestKit again = AttuneTestKit.resetWith(SETTINGS, ledger)) {
        withCatalog(again);
        opensBoth(consenting(again, "alice"), START.plusSeconds(10));
        again.pass(WINDOW.plus(Duration.ofSeconds(90)));
        assertThat(partials(again)).as("the partition adds up again").hasSize(1);
        assertThat(again.ledger()).as("nothing is drawn").isEmpty();

        replay(again, ledger);
        assertThat(hex(again, TopicCatalog.SYNTHETIC_SESSIONS)).isEqualTo(published);
      }
    }
  }

  @Test
  void shouldRefuseAWindowThatIsNotComplete() {
    withCatalog(kit);
    kit.pass(Duration.ofMinutes(35)); // windows of 8:00, 8:10 and 8:20 were closed
    TestRecord<byte[], byte[]> last = kit.records(TopicCatalog.PARTIALS).get(2);
    WindowPartial far = kit.decode(last.value(), WindowPartial.class);
    far.setWindowStart(far.getWindowStart() + 3 * WINDOW.toSeconds());
    far.setClosedAt(far.getClosedAt() + 3 * WINDOW.toSeconds());

    kit.sendBytes(TopicCatalog.PARTIALS, last.key(), kit.encode(TopicCatalog.PARTIALS, far), START);

    Map<String, String> decided = new TreeMap<>();
    kit.ledger()
        .forEach(
            entry ->
                decided.put(
                    entry.getReleaseId(),
                    entry.getDecision() instanceof Refused refused
                        ? refused.getReason().name()
                        : "SEALED"));
    assertThat(decided)
        .containsEntry("2026-01-05T08:20:00Z/PT10M/eu", "SEALED")
        .containsEntry("2026-01-05T08:30:00Z/PT10M/eu", "INCOMPLETE")
        .containsEntry("2026-01-05T08:40:00Z/PT10M/na", "INCOMPLETE")
        .containsEntry("2026-01-05T08:50:00Z/PT10M/eu", "BUDGET_SPENT");

    // Sums of a window that was refused come after all: it stays refused.
    int entries = kit.ledger().size();
    kit.pass(WINDOW);
    assertThat(kit.ledger()).hasSize(entries);
  }

  @Test
  void shouldPublishWhatTheReleaseWritesDownToTheByte() {
    Map<String, String> settings = new TreeMap<>(SETTINGS);
    settings.put("model.release", "built-in");
    settings.put(
        "synthesis.categories",
        "communication,finance,games,health,music,navigation,news,productivity,shopping,social,"
            + "video,weather");
    List<byte[]> ledger;
    List<String> published;
    try (AttuneTestKit writing = AttuneTestKit.create(settings)) {
      withCatalog(writing);
      opensBoth(consenting(writing, "alice"), START.plusSeconds(10));
      writing.pass(WINDOW.plus(Duration.ofSeconds(90)));

      Sealed sealed = (Sealed) writing.ledger().get(0).getDecision();
      assertThat(sealed.getGenerator().getKind()).isEqualTo(GeneratorKind.MODEL);
      SyntheticSession session = writing.syntheticSessions().get(0);
      assertThat(session.getPrivacy().getGenerator()).isEqualTo(sealed.getGenerator().getRelease());
      assertThat(session.getPrivacy().getGeneratorSha256()).hasSize(64);
      assertThat(session.getPrivacy().getGeneratorTrainedOn()).isEqualTo("simulated");
      assertThat(writing.syntheticSessions())
          .flatExtracting(SyntheticSession::getEvents)
          .anyMatch(event -> event.getItem().startsWith("app:"))
          .allMatch(event -> event.getGapSeconds() > 0);
      ledger = writing.records(TopicCatalog.LEDGER).stream().map(TestRecord::value).toList();
      published = hex(writing, TopicCatalog.SYNTHETIC_SESSIONS);
      assertThat(published).hasSize(40);
    }
    try (AttuneTestKit again = AttuneTestKit.resetWith(settings, ledger)) {
      again.pass(WINDOW.plus(Duration.ofSeconds(90)));
      replay(again, ledger);
      assertThat(hex(again, TopicCatalog.SYNTHETIC_SESSIONS)).isEqualTo(published);
    }
  }

  /** The topic of the ledger is read from its beginning, as after a reset. */
  private static void replay(AttuneTestKit again, List<byte[]> ledger) {
    for (byte[] value : ledger) {
      LedgerEntry entry = again.decode(value, LedgerEntry.class);
      again.sendBytes(
          TopicCatalog.LEDGER, entry.getReleaseId().getBytes(StandardCharsets.UTF_8), value, START);
    }
    again.pass(Duration.ofSeconds(5));
  }
}
