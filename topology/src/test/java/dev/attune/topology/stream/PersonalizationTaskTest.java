package dev.attune.topology.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.deadletter.DeadLetter;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.schemas.wire.SchemaRegistration;
import dev.attune.topology.commit.FakeTask;
import dev.attune.topology.ingest.Rejection;
import dev.attune.topology.stream.PipelineCounters.Count;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class PersonalizationTaskTest {

  private static final SchemaRegistryClient REGISTRY =
      RegistryClients.create("mock://personalization-task");

  static {
    SchemaRegistration.registerAll(REGISTRY);
  }

  private static TopologySettings settings(int batchMaxEvents, int cacheEntries) {
    TopologySettings defaults = TopologySettings.defaults();
    return new TopologySettings(
        batchMaxEvents,
        cacheEntries,
        defaults.commitInterval(),
        Duration.ZERO,
        defaults.maxFuture(),
        defaults.retention(),
        defaults.movesPerBatch(),
        defaults.decisions());
  }

  private static TaskStory story(int batchMaxEvents) {
    return new TaskStory(REGISTRY, settings(batchMaxEvents, 100)).init();
  }

  @Test
  void shouldWorkOffEachRecordUntilACommitWasAnnounced() {
    // When
    TaskStory story = story(256).consents(1, Purpose.PERSONALIZATION).unlocks(1, 1);

    // Then
    assertThat(story.counters().get(Count.ACCEPTED)).isEqualTo(1);
    assertThat(story.stored()).containsKey(1);
    assertThat(story.forwarded()).isNotEmpty();
  }

  @Test
  void shouldRefuseAStoreThatIsBehindWhatWasCommitted() {
    // Given
    TaskStory story = story(256).commit().consents(1, Purpose.PERSONALIZATION).commit();
    Map<Bytes, byte[]> before = story.storeContent();
    story.unlocks(1, 1).commit();

    // When
    story.putBack(before);

    // Then
    assertThatThrownBy(story::init)
        .isInstanceOf(StaleStoreException.class)
        .hasMessageContaining("those of commit 2, but commit 3 was made");
  }

  @Test
  void shouldGoOnWithAStoreThatHoldsWhatWasCommitted() {
    // Given
    TaskStory story = story(256).commit().consents(1, Purpose.PERSONALIZATION).commit();

    // When
    story.putBack(story.storeContent()).init().unlocks(1, 1).commit();

    // Then
    assertThat(story.counters().get(Count.ACCEPTED)).isEqualTo(1);
  }

  @Test
  void shouldHoldEventsUntilTheCommit() {
    // Given
    TaskStory story = story(256).commit().consents(1, Purpose.PERSONALIZATION);

    // When
    story.unlocks(1, 1).opens(1, 2, 5);

    // Then
    assertThat(story.forwarded()).isEmpty();
    assertThat(story.stored()).isEmpty();
    story.commit();
    assertThat(story.counters().get(Count.ACCEPTED)).isEqualTo(2);
    assertThat(story.counters().get(Count.BATCHES)).isEqualTo(1);
    assertThat(story.forwarded()).isNotEmpty();
    assertThat(story.stored()).containsKey(1);
  }

  @Test
  void shouldRunABatchWhenItIsFull() {
    // Given
    TaskStory story = story(3).commit().consents(1, Purpose.PERSONALIZATION);

    // When
    story.unlocks(1, 1).opens(1, 2, 5).opens(1, 3, 9).opens(1, 4, 12);

    // Then
    assertThat(story.counters().get(Count.ACCEPTED)).isEqualTo(3);
    assertThat(story.stored()).isEmpty();
  }

  @Test
  void shouldForgetWhatWasNotCommittedWhenItStartsAgain() {
    // Given
    TaskStory story = story(256).commit().consents(1, Purpose.PERSONALIZATION).commit();
    story.unlocks(1, 1);

    // When
    story.init().commit();

    // Then
    assertThat(story.counters().get(Count.ACCEPTED)).isZero();
    assertThat(story.forwarded()).isEmpty();
  }

  @Test
  void shouldTakeADuplicateForOneWhileTheFirstStillWaits() {
    // Given
    TaskStory story = story(256).commit().consents(1, Purpose.PERSONALIZATION).unlocks(1, 1);
    TaskStory other = new TaskStory(REGISTRY, settings(256, 100)).init();
    other.consents(1, Purpose.PERSONALIZATION).unlocks(1, 1);

    // When the same event comes again
    story.repeatLast().commit();

    // Then
    assertThat(story.counters().rejected(Rejection.DUPLICATE)).isEqualTo(1);
    assertThat(story.sent()).isEqualTo(other.sent());
  }

  @Test
  void shouldFinishAUsersEventsBeforeTheyWithdraw() {
    // Given
    TaskStory story =
        story(256)
            .commit()
            .consents(1, Purpose.PERSONALIZATION)
            .consents(2, Purpose.PERSONALIZATION)
            .unlocks(1, 1)
            .unlocks(2, 2);

    // When
    story.consents(1).commit();

    // Then
    List<String> sent = story.sent().get(1);
    assertThat(sent.get(0)).startsWith(TopologyNames.RECOMMENDATIONS_SINK).doesNotEndWith("=-");
    assertThat(sent.subList(sent.size() - 2, sent.size()))
        .allSatisfy(output -> assertThat(output).endsWith("=-"));
    assertThat(story.counters().get(Count.ACCEPTED)).isEqualTo(2);
  }

  @Test
  void shouldTellOfAnEventThatFailsAndGoOn() throws DecodingException {
    // Given
    TaskStory story =
        new TaskStory(REGISTRY, settings(256, 100), new BrokenModel())
            .init()
            .commit()
            .consents(1, Purpose.PERSONALIZATION)
            .commit();

    // When
    story.unlocks(1, 1).opens(1, 2, 5).commit();

    // Then
    assertThat(story.counters().rejected(Rejection.FAILED)).isEqualTo(2);
    assertThat(story.counters().get(Count.ACCEPTED)).isZero();
    assertThat(story.forwarded())
        .extracting(FakeTask.Forwarded::sink)
        .containsExactly(TopologyNames.DEAD_LETTERS_SINK, TopologyNames.DEAD_LETTERS_SINK);
    DeadLetter letter =
        new RecordDecoder<>(REGISTRY, DeadLetter.class)
            .decode((byte[]) story.forwarded().get(1).record().value());
    assertThat(letter.getReason()).isEqualTo("failed");
    assertThat(letter.getTopic()).isEqualTo(TopicCatalog.USAGE_EVENTS.name());
    assertThat(letter.getOffset()).isEqualTo(1);
    assertThat(letter.getValueLength()).isPositive();
  }

  @Property(tries = 30)
  void shouldNotDependOnBatchesCommitsAndCaches(
      @ForAll @Size(max = 60) List<@IntRange(max = 1000) Integer> steps,
      @ForAll @IntRange(min = 1, max = 20) int batchMaxEvents,
      @ForAll @IntRange(min = 1, max = 4) int cacheEntries) {
    // Given
    TaskStory oneByOne = new TaskStory(REGISTRY, settings(1, 1)).init();
    TaskStory batched = new TaskStory(REGISTRY, settings(batchMaxEvents, cacheEntries)).init();
    batched.commit();

    // When
    int time = 0;
    for (int step : steps) {
      time += 1 + step % 700;
      int user = step % 4;
      for (TaskStory story : List.of(oneByOne, batched)) {
        switch (step % 11) {
          case 0 -> story.consents(user, Purpose.PERSONALIZATION);
          case 1, 2, 3 -> story.unlocks(user, time);
          case 4 -> {
            if (step % 5 == 0) {
              story.consents(user);
            }
          }
          default -> story.opens(user, step % 9, time);
        }
      }
      oneByOne.commit();
      if (step % 7 == 0) {
        batched.commit();
      }
    }
    batched.commit();

    // Then
    assertThat(batched.sent()).isEqualTo(oneByOne.sent());
    assertThat(batched.stored()).isEqualTo(oneByOne.stored());
    assertThat(batched.counters().get(Count.ACCEPTED))
        .isEqualTo(oneByOne.counters().get(Count.ACCEPTED));
  }

  /** Answers nothing. */
  private static final class BrokenModel implements UsageModel {
    private final UsageModel sound = new StatisticalUsageModel(Vocabulary.of(List.of()));

    @Override
    public String release() {
      return "broken";
    }

    @Override
    public boolean fallback() {
      return false;
    }

    @Override
    public Vocabulary vocabulary() {
      return sound.vocabulary();
    }

    @Override
    public ItemNeighbors neighbors() {
      return sound.neighbors();
    }

    @Override
    public ModelShape shape() {
      return sound.shape();
    }

    @Override
    public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
      // Leaves nothing to whoever answers instead.
      item[0] = -1;
      throw new IllegalStateException("no update");
    }

    @Override
    public void readout(
        int n,
        float[] state,
        int[] lastItem,
        int[] hourOfWeek,
        int[] place,
        float[] representation,
        float[] engagement) {
      throw new IllegalStateException("no readout");
    }

    @Override
    public void rank(
        int n,
        int candidates,
        float[] representation,
        int[] candidate,
        float[] features,
        float[] score) {
      throw new IllegalStateException("no rank");
    }

    @Override
    public void close() {}
  }
}
