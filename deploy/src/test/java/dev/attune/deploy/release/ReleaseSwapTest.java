package dev.attune.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.habit.RecentTokens;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseVerifier;
import dev.attune.models.release.Releases;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.release.topic.ReleaseFolder;
import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.release.TakeBackReason;
import dev.attune.testkit.AttuneTestKit;
import dev.attune.testkit.Items;
import dev.attune.testkit.TestUser;
import dev.attune.topology.profile.ModelState;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.release.ReleaseStatus;
import dev.attune.topology.release.ReleaseStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases come and go while users go on, on the topology as it runs. */
class ReleaseSwapTest {

  private static final List<String> CATEGORIES = List.of("travel", "news", "games", "music");

  @TempDir private Path folder;
  private ForgedReleases forged;
  private AttuneTestKit kit;
  private Instant now = AttuneTestKit.START;

  @BeforeEach
  void start() {
    forged = new ForgedReleases(folder);
    kit = AttuneTestKit.create(Map.of("model.trusted.keys", forged.trustedKeys().toString()));
    kit.catalog(apps());
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private static List<CatalogItem> apps() {
    return IntStream.range(0, 24)
        .mapToObj(i -> Items.item("app:a" + i, CATEGORIES.get(i % CATEGORIES.size())))
        .toList();
  }

  private static Rollout everyone(String release, String... previous) {
    Rollout rollout = Rollout.everyone(release, Instant.EPOCH, "test");
    return new Rollout(rollout.salt(), rollout.rules(), List.of(previous), Instant.EPOCH, "test");
  }

  private static Rollout share(String release, int permille) {
    return Rollout.everyone(Releases.builtInId(), Instant.EPOCH, "test")
        .withShare(release, Optional.empty(), permille, Instant.EPOCH, "test");
  }

  private List<TestUser> users(int count) {
    List<TestUser> users = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      users.add(kit.user("user" + i).consents("eu", AgeBand.ADULT));
    }
    return users;
  }

  /** Some events of every user, half an hour of them. */
  private void live(List<TestUser> users) {
    for (int turn = 0; turn < 3; turn++) {
      for (TestUser user : users) {
        user.unlocks(now);
        user.opens("app:a" + (turn + 1), now.plusSeconds(20));
      }
      now = now.plus(Duration.ofMinutes(20));
    }
  }

  private int tag(TestUser user) {
    return profile(user).modelState().release();
  }

  private Profile profile(TestUser user) {
    return kit.profile(user).orElseThrow();
  }

  private long usersOn(List<TestUser> users, String release) {
    return users.stream().filter(user -> tag(user) == ModelState.tag(release)).count();
  }

  private ReleaseStatus status(String release) {
    return kit.stats().releases().stream()
        .filter(status -> status.id().equals(release))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is known of " + release));
  }

  private void requireValid(List<TestUser> users) {
    List<String> known = apps().stream().map(CatalogItem::getId).toList();
    for (TestUser user : users) {
      List<RecommendationList> lists = kit.recommendations(user);
      assertThat(lists).isNotEmpty();
      assertThat(lists)
          .allSatisfy(
              list ->
                  assertThat(list.getItems())
                      .extracting(RecommendedItem::getItem)
                      .isSubsetOf(known)
                      .doesNotHaveDuplicates());
    }
    assertThat(kit.deadLetters()).isEmpty();
  }

  @Test
  void shouldRollAReleaseOutAndTakeItBackWhileUsersGoOn() {
    // Given
    List<TestUser> users = users(40);
    live(users);
    String builtIn = Releases.builtInId();

    // When it arrives
    kit.publish(forged.sound("next"));
    live(users);

    // Then nobody is on it
    assertThat(status("next").state()).isEqualTo(State.CHECKED);
    assertThat(usersOn(users, builtIn)).isEqualTo(40);

    // When three in ten users get it
    kit.rollOut(share("next", 300));
    live(users);

    // Then they do, and what they get says so
    long few = usersOn(users, "next");
    assertThat(few).isBetween(4L, 20L);
    assertThat(usersOn(users, builtIn)).isEqualTo(40 - few);
    assertThat(status("next").state()).isEqualTo(State.LOADED);

    // When everyone gets it
    kit.rollOut(everyone("next", builtIn));
    live(users);

    // Then everyone is on it
    assertThat(usersOn(users, "next")).isEqualTo(40);
    assertThat(kit.stats().movedUsers()).isEqualTo(40);

    // When it is taken back
    kit.takeBack(
        new TakenBack("next", TakeBackReason.BY_HAND, "it is not liked", Instant.EPOCH, "someone"));
    live(users);

    // Then everyone is on the one before
    assertThat(usersOn(users, builtIn)).isEqualTo(40);
    assertThat(status("next").detail()).contains("it is not liked");
    requireValid(users);
    assertThat(kit.stats().accepted()).isEqualTo(5 * 3 * 2 * 40);
    assertThat(kit.stats().fallbackCalls()).isZero();
  }

  @Test
  void shouldSayInOutputsWhichReleaseMadeThem() {
    // Given
    TestUser alice = users(1).get(0);
    live(List.of(alice));

    // When
    kit.publish(forged.sound("next")).rollOut(everyone("next"));
    live(List.of(alice));

    // Then
    List<RecommendationList> lists = kit.recommendations(alice);
    assertThat(lists.get(0).getRelease()).isEqualTo(Releases.builtInId());
    assertThat(lists.get(lists.size() - 1).getRelease()).isEqualTo("next");
  }

  @Test
  void shouldRebuildAProfileFromItsLastTokensAsIfTheyWereNew() {
    // Given more events than are kept
    TestUser alice = users(1).get(0);
    for (int i = 0; i < 12; i++) {
      live(List.of(alice));
    }
    kit.publish(forged.sound("next")).rollOut(everyone("next"));

    // When
    Profile before = profile(alice);
    alice.opens("app:a7", now);

    // Then
    float[] rebuilt = new float[ModelState.SIZE];
    profile(alice).modelState().copyTo(rebuilt, 0);
    assertThat(before.recentTokens().size()).isEqualTo(64);
    assertThat(rebuilt).containsExactly(Refold.of(before.recentTokens(), profile(alice)));
  }

  @Test
  void shouldRefuseWhatIsBrokenAndSayWhy() {
    // Given
    List<TestUser> users = users(3);

    // When
    kit.publish(forged.flippedByte("flipped")).rollOut(everyone("flipped"));
    kit.publish(forged.wrongShape("shape")).rollOut(everyone("shape"));
    kit.publish(forged.notNumbers("nan")).rollOut(everyone("nan"));
    kit.publish(forged.slow("slow")).rollOut(everyone("slow"));
    live(users);

    // Then
    assertThat(List.of("flipped", "shape", "nan", "slow"))
        .allSatisfy(id -> assertThat(status(id).state()).isEqualTo(State.REFUSED));
    assertThat(status("flipped").reason()).contains("wrong_hash");
    assertThat(status("shape").reason()).contains("shape");
    assertThat(status("nan").reason()).contains("not_finite");
    assertThat(status("slow").reason()).contains("too_slow");
    assertThat(usersOn(users, Releases.builtInId())).isEqualTo(3);
    requireValid(users);
  }

  @Test
  void shouldNotTakeAReleaseThatAStrangerSigned() {
    // Given
    Path elsewhere = folder.resolve("elsewhere");
    assertThat(elsewhere.toFile().mkdir()).isTrue();

    // When
    kit.publish(new ForgedReleases(elsewhere).sound("stranger")).rollOut(everyone("stranger"));

    // Then
    assertThat(status("stranger").reason()).contains("untrusted_key");
  }

  @Test
  void shouldTakeAReleaseBackThatFailsOnlyForSomeUsers() {
    // Given
    List<TestUser> users = users(30);
    kit.publish(forged.biased("sometimes", Float.NaN, 2)).rollOut(everyone("sometimes"));
    assertThat(status("sometimes").state()).isEqualTo(State.LOADED);

    // When
    for (int i = 0; i < 10 && status("sometimes").state() == State.LOADED; i++) {
      live(users);
      kit.work();
    }

    // Then
    assertThat(status("sometimes").state()).isEqualTo(State.TAKEN_BACK);
    assertThat(status("sometimes").reason()).contains("not_finite");
    live(users);
    assertThat(usersOn(users, Releases.builtInId())).isEqualTo(30);
    requireValid(users);
  }

  @Test
  void shouldWaitForAReleaseUntilAllOfItIsThere() throws Exception {
    // Given a release whose first chunk comes last
    var records =
        new ArrayList<>(ReleaseFolder.records(forged.sound("late"), Instant.EPOCH).entrySet());
    var first = records.remove(0);
    records.forEach(record -> kit.sendRelease(record.getKey(), record.getValue()));
    kit.rollOut(everyone("late"));
    assertThat(kit.stats().releases()).extracting(ReleaseStatus::id).doesNotContain("late");

    // When
    kit.sendRelease(first.getKey(), first.getValue());
    kit.work();

    // Then
    assertThat(status("late").state()).isEqualTo(State.LOADED);
  }

  @Test
  void shouldStopUsingAReleaseThatIsRemoved() {
    // Given
    List<TestUser> users = users(2);
    kit.publish(forged.sound("next")).rollOut(everyone("next"));
    live(users);

    // When
    kit.sendRelease("next", null);
    kit.work();
    live(users);

    // Then
    assertThat(usersOn(users, Releases.builtInId())).isEqualTo(2);
  }

  /** A user's tokens folded from nothing, by the release that travels with Attune. */
  private static final class Refold {

    static float[] of(RecentTokens tokens, Profile after) {
      float[] state = new float[ModelState.SIZE];
      ModelState rounded = new ModelState();
      int last = after.recentTokens().size() - 1;
      try (OnnxRelease release =
              OnnxRelease.load(
                  ReleaseVerifier.verify(Releases.builtInFiles(), TrustedKeys.builtIn()));
          UsageModel model = release.newModel()) {
        for (int k = 0; k < tokens.size(); k++) {
          fold(model, tokens, k, state, rounded);
        }
        fold(model, after.recentTokens(), last, state, rounded);
      }
      return state;
    }

    private static void fold(
        UsageModel model, RecentTokens tokens, int k, float[] state, ModelState rounded) {
      model.update(
          1,
          new int[] {model.vocabulary().indexOfHash(tokens.item(k))},
          new int[] {tokens.kind(k)},
          new int[] {tokens.gap(k)},
          new int[] {tokens.hourOfWeek(k)},
          state);
      rounded.copyFrom(state, 0, 1);
      rounded.copyTo(state, 0);
    }
  }
}
