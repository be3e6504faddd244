package dev.attune.models.release.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.release.rollout.Rollout.Rule;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RolloutTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Predicate<String> ALL = id -> true;
  private static final Rollout R1 = Rollout.everyone("r1", NOON, "me");

  @Test
  void shouldGiveEachReleaseItsShareOfEachRegion() {
    // Given
    Rollout rollout =
        R1.withShare("r2", Optional.empty(), 100, NOON, "me")
            .withShare("r3", Optional.of("eu"), 250, NOON, "me");

    // When
    Map<String, Integer> eu = count(rollout, "eu");
    Map<String, Integer> us = count(rollout, "us");

    // Then
    assertThat(eu.get("r2") / 20_000.0).isEqualTo(0.1, within(0.013));
    assertThat(eu.get("r3") / 20_000.0).isEqualTo(0.25, within(0.019));
    assertThat(us.get("r2")).isEqualTo(eu.get("r2"));
    assertThat(us).doesNotContainKey("r3");
    assertThat(rollout.share("r1", "eu")).isEqualTo(650);
    assertThat(rollout.share("r1", "us")).isEqualTo(900);
    assertThat(rollout.share("r3", "us")).isZero();
    assertThat(rollout.releases()).containsExactly("r1", "r2", "r3");
  }

  @Property
  void shouldKeepWhoHasItWhenAShareGrows(
      @ForAll int user,
      @ForAll @IntRange(max = 1000) int less,
      @ForAll @IntRange(max = 1000) int more) {
    // Given
    int smaller = Math.min(less, more);
    int larger = Math.max(less, more);
    Rollout before = R1.withShare("r2", Optional.empty(), smaller, NOON, "me");

    // When
    Rollout after = before.withShare("r2", Optional.empty(), larger, NOON, "me");

    // Then
    if (release(before, user, "eu").equals("r2")) {
      assertThat(release(after, user, "eu")).isEqualTo("r2");
    }
  }

  @Test
  void shouldShareAfreshOnlyWhenNobodyHasAShare() {
    Rollout second = R1.withShare("r2", Optional.empty(), 100, NOON, "me");
    Rollout both = second.withShare("r3", Optional.empty(), 100, NOON, "me");

    assertThat(second.salt()).isEqualTo("r2");
    assertThat(both.salt()).isEqualTo("r2");
    assertThat(
            second
                .withShare("r2", Optional.empty(), 0, NOON, "me")
                .withShare("r4", Optional.empty(), 100, NOON, "me")
                .salt())
        .isEqualTo("r4");
  }

  @Test
  void shouldReplaceEverythingWhenAllUsersGetARelease() {
    Rollout rollout =
        R1.withShare("r2", Optional.empty(), 100, NOON, "me")
            .withShare("r3", Optional.of("eu"), 100, NOON, "me")
            .withShare("r2", Optional.empty(), 1000, NOON, "you");

    assertThat(rollout.rules()).containsExactly(new Rule(List.of(), "r2", 1000));
    assertThat(rollout.previous()).containsExactly("r1");
    assertThat(rollout.decidedBy()).isEqualTo("you");
  }

  @Test
  void shouldTakeAwayAShare() {
    Rollout shared = R1.withShare("r2", Optional.of("eu"), 100, NOON, "me");

    assertThat(shared.withShare("r2", Optional.of("eu"), 0, NOON, "me").rules())
        .isEqualTo(R1.rules());
    assertThat(shared.without("r2", ALL, NOON, "me").rules()).isEqualTo(R1.rules());
    assertThat(R1.withShare("r9", Optional.of("eu"), 0, NOON, "me").rules()).isEqualTo(R1.rules());
  }

  @Test
  void shouldGoBackToTheLatestUsableRelease() {
    // Given
    Rollout third =
        R1.withShare("r2", Optional.empty(), 1000, NOON, "me")
            .withShare("r3", Optional.empty(), 1000, NOON, "me");
    assertThat(third.previous()).containsExactly("r2", "r1");

    // When
    Rollout back = third.without("r3", ALL, NOON, "me");
    Rollout further = third.without("r3", id -> !id.equals("r2"), NOON, "me");

    // Then
    assertThat(back.everyone()).isEqualTo("r2");
    assertThat(back.previous()).containsExactly("r1");
    assertThat(further.everyone()).isEqualTo("r1");
    assertThatExceptionOfType(RolloutException.class)
        .isThrownBy(() -> R1.without("r1", ALL, NOON, "me"))
        .withMessage("There is no release before r1.");
  }

  @Test
  void shouldFallBackFromReleasesThatCantBeUsed() {
    Rollout rollout =
        R1.withShare("r2", Optional.empty(), 1000, NOON, "me")
            .withShare("r3", Optional.empty(), 1000 - 1, NOON, "me");
    byte[] user = new byte[16];

    assertThat(rollout.releaseFor(user, "eu", ALL)).contains("r3");
    assertThat(rollout.releaseFor(user, "eu", Set.of("r1", "r2")::contains)).contains("r2");
    assertThat(rollout.releaseFor(user, "eu", Set.of("r1")::contains)).contains("r1");
    assertThat(rollout.releaseFor(user, "eu", id -> false)).isEmpty();
  }

  @Test
  void shouldRememberAFewEarlierReleases() {
    Rollout rollout = R1;
    for (int i = 2; i < 20; i++) {
      rollout = rollout.withShare("r" + i, Optional.empty(), 1000, NOON, "me");
    }
    // Known already: not twice.
    rollout = rollout.withShare("r15", Optional.empty(), 1000, NOON, "me");

    assertThat(rollout.previous())
        .containsExactly("r19", "r18", "r17", "r16", "r14", "r13", "r12", "r11");
  }

  @Test
  void shouldRefuseWhatCantBe() {
    refuses(
        () -> R1.withShare("r2", Optional.empty(), 1001, NOON, "me"),
        "The rollout has a share of 1001 thousandths for r2.");
    refuses(
        () -> R1.withShare("r2", Optional.empty(), -1, NOON, "me"), "a share of -1 thousandths");
    refuses(
        () ->
            R1.withShare("r2", Optional.empty(), 600, NOON, "me")
                .withShare("r3", Optional.of("eu"), 500, NOON, "me"),
        "The rollout gives away 110% of the users in eu.");
    refuses(
        () -> R1.withShare("r1", Optional.empty(), 100, NOON, "me"),
        "r1 is the release for everyone");
    refuses(
        () -> R1.withShare("../r", Optional.empty(), 100, NOON, "me"),
        "names a release by what can't be an id");
    refuses(() -> R1.withShare("r2", Optional.of(" "), 1, NOON, "me"), "a region without a usable");
    refuses(() -> rollout(new Rule(List.of(), "r1", 999)), "needs a last rule for everyone");
    refuses(() -> rollout(new Rule(List.of("eu"), "r1", 1000)), "needs a last rule for everyone");
    refuses(RolloutTest::rollout, "needs 1 to 64 rules");
    refuses(
        () ->
            rollout(
                new Rule(List.of("eu", "us"), "r2", 1),
                new Rule(List.of("us", "eu"), "r2", 1),
                new Rule(List.of(), "r1", 1000)),
        "has two rules for r2 in the same regions");
    refuses(() -> new Rollout("", R1.rules(), List.of(), NOON, "me"), "needs a salt");
  }

  @Test
  void shouldRefuseUnknownReleases() {
    Rollout rollout = R1.withShare("r2", Optional.empty(), 1, NOON, "me");

    assertThatCode(() -> rollout.requireKnown(Set.of("r1", "r2")::contains))
        .doesNotThrowAnyException();
    refuses(() -> rollout.requireKnown("r1"::equals), "There is no release r2.");
  }

  @Test
  void shouldSayShares() {
    assertThat(Rollout.percent(1000)).isEqualTo("100%");
    assertThat(Rollout.percent(5)).isEqualTo("0.5%");
  }

  private static Rollout rollout(Rule... rules) {
    return new Rollout("r2", List.of(rules), List.of(), NOON, "me");
  }

  private static Map<String, Integer> count(Rollout rollout, String region) {
    Map<String, Integer> users = new TreeMap<>();
    for (int user = 0; user < 20_000; user++) {
      users.merge(release(rollout, user, region), 1, Integer::sum);
    }
    return users;
  }

  private static String release(Rollout rollout, int user, String region) {
    byte[] pseudonym = ByteBuffer.allocate(16).putInt(4, user).array();
    return rollout.releaseFor(pseudonym, region, ALL).orElseThrow();
  }

  private static void refuses(Runnable action, String sentence) {
    assertThatExceptionOfType(RolloutException.class)
        .isThrownBy(action::run)
        .withMessageContaining(sentence);
  }
}
