package dev.attune.peer;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job: Kafka, keyed state in RocksDB, Kafka, exactly once. */
final class PeerJob {

  /** Five times as long as Attune takes between two commits. */
  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);

  private static final int MANAGED_MIB = 384;

  private PeerJob() {}

  /** A mini cluster in this process, set up as for production. */
  static StreamExecutionEnvironment environment(int parallelism, Path folder) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(MANAGED_MIB));
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }

  /** The lists that events call for. */
  static DataStream<Tuple2<byte[], byte[]>> lists(
      DataStream<Tuple3<Long, Long, byte[]>> events, String registryUrl) {
    return events
        .keyBy(event -> Tuple2.of(event.f0, event.f1), Types.TUPLE(Types.LONG, Types.LONG))
        .transform(
            "personalize",
            Types.TUPLE(Types.PRIMITIVE_ARRAY(Types.BYTE), Types.PRIMITIVE_ARRAY(Types.BYTE)),
            new PersonalizeOperator(registryUrl));
  }

  /** From topic to topic. */
  static void build(StreamExecutionEnvironment environment, PeerTask task) {
    KafkaSource<Tuple3<Long, Long, byte[]>> source =
        KafkaSource.<Tuple3<Long, Long, byte[]>>builder()
            .setBootstrapServers(task.bootstrapServers())
            .setTopics(task.input())
            .setGroupId(task.application())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("isolation.level", "read_committed")
            .setDeserializer(new RawEvents())
            .build();
    KafkaSink<Tuple2<byte[], byte[]>> sink =
        KafkaSink.<Tuple2<byte[], byte[]>>builder()
            .setBootstrapServers(task.bootstrapServers())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(task.application())
            .setProperty("transaction.timeout.ms", "600000")
            .setProperty("compression.type", "snappy")
            .setProperty("linger.ms", "50")
            .setProperty("batch.size", "262144")
            .setRecordSerializer(new ListRecords(task.output()))
            .build();
    DataStream<Tuple3<Long, Long, byte[]>> events =
        environment.fromSource(source, WatermarkStrategy.noWatermarks(), "events", RawEvents.TYPE);
    lists(events, task.registryUrl()).sinkTo(sink);
  }
}
