package dev.attune.topology.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.schemas.wire.SchemaRegistration;
import dev.attune.topology.ingest.Rejection;
import dev.attune.topology.stream.PipelineCounters.Count;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final SchemaRegistryClient REGISTRY = RegistryClients.create("mock://retention");
  private static final int DAY = 86_400;
  private static final int PERIOD = 400 * DAY;
  private static final int SWEPT = PERIOD + 2 * DAY;

  static {
    SchemaRegistration.registerAll(REGISTRY);
  }

  private static TaskStory story() {
    return new TaskStory(REGISTRY, TopologySettings.defaults())
        .init()
        .commit()
        .consents(1, Purpose.PERSONALIZATION)
        .unlocks(1, 1)
        .commit();
  }

  @Test
  void shouldForgetAUserWhoWasNotSeenForThePeriodAndTakeBackWhatTheyGot() {
    // Given
    TaskStory story = story();

    // When
    story.sweeps(SWEPT).commit();

    // Then
    assertThat(story.stored()).isEmpty();
    assertThat(story.counters().get(Count.FORGOTTEN)).isEqualTo(1);
    List<String> sent = story.sent().get(1);
    assertThat(sent.subList(sent.size() - 2, sent.size()))
        .satisfiesExactly(
            list -> assertThat(list).startsWith(TopologyNames.RECOMMENDATIONS_SINK).endsWith("=-"),
            settings ->
                assertThat(settings)
                    .startsWith(TopologyNames.NOTIFICATION_SETTINGS_SINK)
                    .endsWith("=-"));
  }

  @Test
  void shouldKeepAUserUntilThePeriodIsOver() {
    // Given
    TaskStory story = story();

    // When
    story.sweeps(PERIOD).commit();

    // Then
    assertThat(story.stored()).containsKey(1);
    assertThat(story.counters().get(Count.FORGOTTEN)).isZero();
  }

  @Test
  void shouldForgetWhoOnlyDeniedWithoutSendingAnything() {
    // Given
    TaskStory story = new TaskStory(REGISTRY, TopologySettings.defaults()).init().commit();
    story.consents(2).commit();

    // When
    story.sweeps(SWEPT).commit();

    // Then
    assertThat(story.stored()).isEmpty();
    assertThat(story.sent()).doesNotContainKey(2);
  }

  @Test
  void shouldCountWhatIsNotWrittenYet() {
    // Given a profile that is old in the store, and new in memory
    TaskStory story = story();
    story.unlocks(1, 300 * DAY);

    // When
    story.sweeps(SWEPT).commit();

    // Then
    assertThat(story.stored()).containsKey(1);
    assertThat(story.counters().get(Count.FORGOTTEN)).isZero();
    assertThat(story.counters().get(Count.ACCEPTED)).isEqualTo(2);
  }

  @Test
  void shouldTreatAUserWhoReturnsAsNewWhetherTheSweepCameByOrNot() {
    // Given
    TaskStory swept = story().sweeps(SWEPT).commit();
    TaskStory unswept = story();

    for (TaskStory story : List.of(swept, unswept)) {
      // When
      story.unlocks(1, SWEPT + DAY);

      // Then
      assertThat(story.counters().rejected(Rejection.NO_CONSENT)).isEqualTo(1);
      assertThat(story.counters().get(Count.FORGOTTEN)).isEqualTo(1);

      // When
      story
          .consentsAt(1, SWEPT + 2 * DAY, Purpose.PERSONALIZATION)
          .unlocks(1, SWEPT + 2 * DAY + 1)
          .commit();
    }

    // Then
    assertThat(unswept.stored()).isEqualTo(swept.stored()).containsKey(1);
    List<String> first = unswept.sent().get(1);
    List<String> second = swept.sent().get(1);
    assertThat(first.get(first.size() - 1)).isEqualTo(second.get(second.size() - 1));
  }

  @Test
  void shouldNotForgetWhomEventsOfABatchAreAbout() {
    // Given two events, the second of which is late enough for the stored profile alone
    TaskStory story = story();

    // When
    story.unlocks(1, 399 * DAY).unlocks(1, 401 * DAY).commit();

    // Then
    assertThat(story.counters().get(Count.FORGOTTEN)).isZero();
    assertThat(story.counters().get(Count.ACCEPTED)).isEqualTo(3);
  }

  @Test
  void shouldGoByArrivalIfAPhonesClockIsFarBehind() {
    // Given a phone that thinks it is two years ago
    TaskStory story = new TaskStory(REGISTRY, TopologySettings.defaults()).init().commit();
    story.consentsLate(1, -2 * PERIOD, 0, Purpose.PERSONALIZATION).commit();

    // When
    story.sweeps(300 * DAY).commit();

    // Then
    assertThat(story.stored()).containsKey(1);
    story.sweeps(SWEPT + DAY).commit();
    assertThat(story.stored()).isEmpty();
  }

  @Test
  void shouldForgetNobodyBeforeThePartitionKnowsTheTime() {
    // Given
    TaskStory story = story();

    // When
    story.sweeps((int) -TaskStory.START - 1).commit();

    // Then
    assertThat(story.stored()).containsKey(1);
  }
}
