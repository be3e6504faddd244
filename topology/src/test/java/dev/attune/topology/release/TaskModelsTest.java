package dev.attune.topology.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.release.TakeBackReason;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.profile.ModelState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskModelsTest {

  private static final int USERS = 2_000;

  private final Desk desk = new Desk();
  private final TaskModels models = new TaskModels(desk.desk.sets(), 2);

  @AfterEach
  void close() {
    models.close();
    desk.close();
  }

  private long usersOn(String release, String region) {
    models.startBatch();
    return IntStream.range(0, USERS)
        .filter(user -> release(user, region, 0).equals(release))
        .count();
  }

  private String release(int user, String region, int tag) {
    return models.modelOf(Phone.user(user), region, tag).release();
  }

  @Test
  void shouldStartWithTheConfiguredRelease() {
    assertThat(models.sole()).map(UsageModel::release).contains("base-1");
    assertThat(usersOn("base-1", "eu")).isEqualTo(USERS);
  }

  @Test
  void shouldGiveAReleaseItsShareOfUsersAndKeepThemWhenItGrows() {
    // When
    desk.publish("a").rollOut("base-1", Desk.share("a", 100));
    models.startBatch();
    List<Integer> few =
        IntStream.range(0, USERS)
            .filter(user -> release(user, "eu", 0).equals("a"))
            .boxed()
            .toList();
    desk.rollOut("base-1", Desk.share("a", 500));

    // Then
    assertThat(few.size()).isBetween(USERS / 20, USERS * 3 / 20);
    models.startBatch();
    assertThat(few).allSatisfy(user -> assertThat(release(user, "eu", 0)).isEqualTo("a"));
  }

  @Test
  void shouldGiveARegionItsRelease() {
    desk.publish("eu-1").rollOut("base-1", Desk.share("eu-1", 1000, "eu"));

    assertThat(usersOn("eu-1", "eu")).isEqualTo(USERS);
    assertThat(usersOn("eu-1", "us")).isZero();
  }

  @Test
  void shouldTakeANewSetOnlyBetweenBatches() {
    // Given
    models.startBatch();

    // When
    desk.publish("a").rollOut("a");

    // Then
    assertThat(release(1, "eu", 0)).isEqualTo("base-1");
    models.startBatch();
    assertThat(release(1, "eu", 0)).isEqualTo("a");
  }

  @Test
  void shouldMoveUsersWithinABudgetWhileTheirReleaseIsThere() {
    // Given
    int old = ModelState.tag("base-1");
    desk.publish("a").rollOut("a");

    // When
    models.startBatch();

    // Then
    assertThat(release(1, "eu", old)).isEqualTo("a");
    assertThat(release(2, "eu", old)).isEqualTo("a");
    assertThat(release(3, "eu", old)).isEqualTo("base-1");
    assertThat(release(4, "eu", 0)).isEqualTo("a");
    assertThat(models.moves()).isEqualTo(2);
    models.startBatch();
    assertThat(release(3, "eu", old)).isEqualTo("a");
  }

  @Test
  void shouldMoveUsersAtOnceWhoseReleaseIsGone() {
    // Given
    int unknown = ModelState.tag("long-ago");
    desk.publish("a").rollOut("a");

    // When
    models.startBatch();

    // Then
    assertThat(IntStream.range(0, 10).mapToObj(user -> release(user, "eu", unknown)))
        .containsOnly("a");
  }

  @Test
  void shouldGoBackToThePreviousReleaseWhenOneIsTakenBack() {
    // Given
    desk.publish("a").publish("b").rollOut("b", List.of("a"));
    assertThat(usersOn("b", "eu")).isEqualTo(USERS);

    // When
    desk.desk.withdrawn(
        new TakenBack("b", TakeBackReason.BY_HAND, "it is strange", Desk.NOON, "someone"));

    // Then
    assertThat(usersOn("a", "eu")).isEqualTo(USERS);
  }

  @Test
  void shouldKeepAReleaseOpenUntilTheLastTaskLetsGo() {
    // Given
    desk.publish("a").rollOut("a");
    models.startBatch();
    UsageModel model = models.modelOf(Phone.user(1), "eu", 0);

    // When
    desk.rollOut("base-1");

    // Then
    FakeServing a = desk.served.get("a");
    assertThat(a.closed).isFalse();
    assertThat(model.release()).isEqualTo("a");
    models.startBatch();
    assertThat(a.gone()).isTrue();
  }

  @Test
  void shouldLeaveNothingOpenAfterManySwaps() {
    // When
    for (int swap = 0; swap < 200; swap++) {
      String id = "r" + swap;
      desk.publish(id).rollOut(id);
      models.startBatch();
      models.modelOf(Phone.user(swap), "eu", 0);
      desk.desk.removed(id);
    }
    models.startBatch();

    // Then
    assertThat(desk.everLoaded()).hasSize(401);
    assertThat(desk.everLoaded().subList(1, 401)).allMatch(FakeServing::gone);
    models.close();
    desk.close();
    assertThat(desk.configured.gone()).isTrue();
  }
}
