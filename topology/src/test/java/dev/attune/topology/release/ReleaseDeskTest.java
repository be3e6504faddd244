package dev.attune.topology.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.release.TakeBackReason;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.release.ReleaseStatus.State;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReleaseDeskTest {

  private final Desk desk = new Desk();
  private final TaskModels models = new TaskModels(desk.desk.sets(), 64);

  @AfterEach
  void close() {
    models.close();
    desk.close();
  }

  private String releaseOfEveryone() {
    models.startBatch();
    return models.modelOf(Phone.user(1), "eu", 0).release();
  }

  /** So many calls of the model that everyone is on. */
  private void use(int calls) {
    models.startBatch();
    UsageModel model = models.modelOf(Phone.user(1), "eu", 0);
    for (int i = 0; i < calls; i++) {
      model.update(1, new int[1], new int[1], new int[1], new int[1], new float[256]);
    }
    models.count();
  }

  @Test
  void shouldLoadWhatTheRolloutAsksForAndOnlyCheckTheRest() {
    // When
    desk.publish("a").publish("b").rollOut("a");

    // Then
    assertThat(desk.status("a").state()).isEqualTo(State.LOADED);
    assertThat(desk.status("b").state()).isEqualTo(State.CHECKED);
    assertThat(desk.served.get("b").gone()).isTrue();
    assertThat(desk.loaded).containsExactly("a");
    assertThat(releaseOfEveryone()).isEqualTo("a");
  }

  @Test
  void shouldRefuseAReleaseThatFailsItsChecksAndSayWhy() {
    // Given
    desk.refused.add("bad");

    // When
    desk.publish("bad").rollOut("bad");

    // Then
    assertThat(desk.status("bad").state()).isEqualTo(State.REFUSED);
    assertThat(desk.status("bad").reason()).contains("wrong_hash");
    assertThat(desk.takenBack)
        .containsExactly(
            new TakenBack(
                "bad", TakeBackReason.WRONG_HASH, "update.onnx is another file", Desk.NOON, "one"));
    assertThat(releaseOfEveryone()).isEqualTo("base-1");
  }

  @Test
  void shouldRefuseAReleaseThatIsMuchSlowerThanTheOneInUse() {
    // Given
    desk.nanosPerRow.put("slow", 5_000L);
    desk.nanosPerRow.put("leisurely", 3_500L);

    // When
    desk.publish("slow").publish("leisurely");

    // Then
    assertThat(desk.status("slow").reason()).contains("too_slow");
    assertThat(desk.status("slow").detail().orElse("")).contains("5.0 times as long as base-1");
    assertThat(desk.status("leisurely").state()).isEqualTo(State.CHECKED);
    assertThat(desk.served.get("slow").gone()).isTrue();
  }

  @Test
  void shouldTakeAReleaseBackWhoseAnswersAreNoNumbers() {
    // Given
    desk.publish("a").rollOut("a");
    use(200);
    desk.desk.watch();
    assertThat(desk.takenBack).isEmpty();

    // When
    desk.served.get("a").sick = true;
    use(30);
    desk.desk.watch();

    // Then
    assertThat(desk.status("a").state()).isEqualTo(State.TAKEN_BACK);
    assertThat(desk.status("a").reason()).contains("not_finite");
    assertThat(releaseOfEveryone()).isEqualTo("base-1");
    assertThat(desk.served.get("a").gone()).isTrue();
  }

  @Test
  void shouldForgiveAFailureNowAndThen() {
    // Given
    desk.publish("a").rollOut("a");

    // When
    for (int i = 0; i < 20; i++) {
      desk.served.get("a").sick = true;
      use(1);
      desk.served.get("a").sick = false;
      use(500);
      desk.desk.watch();
    }

    // Then
    assertThat(desk.takenBack).isEmpty();
  }

  @Test
  void shouldTakeAReleaseBackThatBecomesSlow() {
    // Given
    desk.publish("a").rollOut("a");
    use(200);
    desk.desk.watch();

    // When
    desk.served.get("a").nanosPerRow = 10_000_000;
    for (int i = 0; i < 2; i++) {
      use(CallGuard.WINDOW);
      desk.desk.watch();
    }

    // Then
    assertThat(desk.status("a").reason()).contains("too_slow");
  }

  @Test
  void shouldNotBlameAReleaseForABusyMachine() {
    // Given
    desk.publish("a").rollOut("a");

    // When
    desk.served.get("a").nanosPerRow = 10_000_000;
    desk.configured.nanosPerRow = 10_000_000;
    for (int i = 0; i < 5; i++) {
      use(CallGuard.WINDOW);
      desk.desk.watch();
    }

    // Then
    assertThat(desk.status("a").slow()).isEqualTo(5 * CallGuard.WINDOW);
    assertThat(desk.takenBack).isEmpty();
  }

  @Test
  void shouldTakeAReleaseBackThatForeseesLess() {
    // Given
    Random random = new Random(1);
    desk.publish("a").publish("b").rollOut("a", Desk.share("b", 500));

    // When
    int queries = 0;
    while (desk.takenBack.isEmpty() && queries < 4_000) {
      desk.book.answered("a", "eu", random.nextDouble() < 0.6, random.nextBoolean(), 0.6, true);
      desk.book.answered("b", "eu", random.nextDouble() < 0.4, random.nextBoolean(), 0.6, true);
      desk.desk.watch();
      queries++;
    }

    // Then
    assertThat(desk.takenBack).hasSize(1);
    TakenBack note = desk.takenBack.get(0);
    assertThat(note.releaseId()).isEqualTo("b");
    assertThat(note.reason()).isEqualTo(TakeBackReason.WORSE);
    assertThat(note.detail()).contains("less often than a").contains("%");
  }

  @Test
  void shouldNeverTakeBackTheConfiguredRelease() {
    // Given
    desk.configured.sick = true;

    // When
    use(500);
    desk.desk.watch();
    desk.desk.withdrawn(
        new TakenBack("base-1", TakeBackReason.BY_HAND, "no more", Desk.NOON, "someone"));

    // Then
    assertThat(releaseOfEveryone()).isEqualTo("base-1");
  }

  @Test
  void shouldTryAReleaseAgainThatIsAllowedAgain() {
    // Given
    desk.refused.add("a");
    desk.publish("a").rollOut("a");
    desk.refused.clear();

    // When
    desk.desk.allowedAgain("a");
    desk.work();

    // Then
    assertThat(desk.status("a").state()).isEqualTo(State.LOADED);
    assertThat(releaseOfEveryone()).isEqualTo("a");
  }

  @Test
  void shouldStandInWithThePreviousReleaseWhileTheNewOneIsNotThere() {
    // Given
    desk.publish("a").rollOut("a");

    // When
    desk.rollOut("b", List.of("a"));

    // Then
    assertThat(releaseOfEveryone()).isEqualTo("a");
    desk.publish("b");
    assertThat(releaseOfEveryone()).isEqualTo("b");
    assertThat(desk.status("a").state()).isEqualTo(State.LOADED);
  }

  @Test
  void shouldUnloadWhatNobodyAsksForAnyMore() {
    // Given
    desk.publish("a").publish("b").rollOut("a");

    // When
    desk.rollOut("b");
    models.startBatch();

    // Then
    assertThat(desk.status("a").state()).isEqualTo(State.CHECKED);
    assertThat(desk.served.get("a").gone()).isTrue();
  }
}
