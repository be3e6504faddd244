package dev.attune.topology.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class PreCommitStoreTest {

  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final RecordMetadata RECORD =
      new RecordMetadata() {
        @Override
        public String topic() {
          return "in";
        }

        @Override
        public int partition() {
          return 0;
        }

        @Override
        public long offset() {
          return 0;
        }
      };

  /** Sends nothing before a commit. */
  private static final class Holding implements Processor<String, String, String, String> {
    private final List<Record<String, String>> held = new ArrayList<>();
    private final List<Boolean> proven;

    Holding(List<Boolean> proven) {
      this.proven = proven;
    }

    private PreCommitStore store = PreCommitStore.builder("none").build();

    @Override
    public void init(ProcessorContext<String, String> context) {
      store = context.getStateStore("pre-commit");
      store.bind(
          context,
          INTERVAL,
          () -> {
            held.forEach(record -> context.forward(record, "sink"));
            held.clear();
          });
    }

    @Override
    public void process(Record<String, String> record) {
      proven.add(store.proven());
      held.add(record.withTimestamp(record.timestamp() + 1));
    }
  }

  @Test
  void shouldForwardBeforeTheCommitOfKafkaStreamsInUse() {
    // Given
    List<Boolean> proven = new ArrayList<>();
    Topology topology = new Topology();
    topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
    topology.addProcessor(
        "processor",
        new ProcessorSupplier<String, String, String, String>() {
          @Override
          public Processor<String, String, String, String> get() {
            return new Holding(proven);
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return Set.of(PreCommitStore.builder("pre-commit"));
          }
        },
        "source");
    topology.addSink("sink", "out", new StringSerializer(), new StringSerializer(), "processor");
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);

    try (TopologyTestDriver driver = new TopologyTestDriver(topology, settings)) {
      TestOutputTopic<String, String> out =
          driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());

      // When
      driver
          .createInputTopic("in", new StringSerializer(), new StringSerializer())
          .pipeRecordList(
              List.of(
                  new TestRecord<>("a", "1", null, 10L), new TestRecord<>("b", "2", null, 20L)));

      // Then
      assertThat(out.readRecordsToList())
          .extracting(TestRecord::key, TestRecord::value, TestRecord::timestamp)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("a", "1", 11L),
              org.assertj.core.groups.Tuple.tuple("b", "2", 21L));
      assertThat(proven).containsExactly(false, true);
    }
  }

  private final PreCommitStore store = PreCommitStore.builder("pre-commit").build();
  private final FakeTask task = new FakeTask().with(store);

  @Test
  void shouldRunTheWorkAsTheProcessorAndLeaveAsItCame() {
    // Given
    List<Boolean> asProcessor = new ArrayList<>();
    store.bind(task.context(), INTERVAL, () -> asProcessor.add(task.hasCurrentNode()));
    task.process(RECORD, () -> {});

    // When
    task.prepareCommit();

    // Then
    assertThat(asProcessor).containsExactly(true);
    assertThat(task.hasCurrentNode()).isFalse();
  }

  @Test
  void shouldLeaveAsItCameWhenTheWorkFails() {
    // Given
    store.bind(
        task.context(),
        INTERVAL,
        () -> {
          throw new IllegalStateException("no");
        });
    task.process(RECORD, () -> {});

    // When
    assertThatThrownBy(task::prepareCommit).hasMessage("no");

    // Then
    assertThat(task.hasCurrentNode()).isFalse();
  }

  @Test
  void shouldFailWhenRecordsComeAndCommitsAreNotAnnounced() {
    // Given
    store.bind(task.context(), INTERVAL, () -> {});
    store.expectCommit();

    // When
    for (int i = 0; i <= PreCommitStore.TURNS; i++) {
      assertThatCode(store::expectCommit).doesNotThrowAnyException();
      task.turn();
    }

    // Then
    assertThat(store.proven()).isFalse();
    assertThatThrownBy(store::expectCommit)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("flushCache");
  }

  @Test
  void shouldNotFailWhenNothingCameToCommit() {
    // Given
    store.bind(task.context(), INTERVAL, () -> {});

    // When
    for (int i = 0; i < 10 * PreCommitStore.TURNS; i++) {
      task.turn();
    }

    // Then
    assertThatCode(store::expectCommit).doesNotThrowAnyException();
  }

  @Test
  void shouldNotFailOnceACommitWasAnnounced() {
    // Given
    store.bind(task.context(), INTERVAL, () -> {});
    store.expectCommit();
    task.prepareCommit();

    // When
    for (int i = 0; i < 10 * PreCommitStore.TURNS; i++) {
      task.turn();
    }

    // Then
    assertThat(store.proven()).isTrue();
    assertThatCode(store::expectCommit).doesNotThrowAnyException();
  }

  @Test
  void shouldForgetTheWorkWhenUnbound() {
    // Given
    List<String> calls = new ArrayList<>();
    store.bind(task.context(), INTERVAL, () -> calls.add("work"));

    // When
    store.unbind();
    task.prepareCommit();

    // Then
    assertThat(calls).isEmpty();
  }

  @Test
  void shouldProveItselfAgainInItsNextLife() {
    // Given
    store.bind(task.context(), INTERVAL, () -> {});
    task.prepareCommit();

    // When
    store.bind(task.context(), INTERVAL, () -> {});

    // Then
    assertThat(store.proven()).isFalse();
  }
}
