package dev.attune.bench.pipeline;

import dev.attune.schemas.topics.TopicCatalog;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * What one writes with Kafka Streams alone. All read the topic of events, and its values as bytes.
 */
final class BareTopologies {

  /** Where they write. */
  static final String OUTPUT = "bench.output";

  static final String STORE = "values";

  private static final String SOURCE = "source";
  private static final String PROCESSOR = "processor";
  private static final String SINK = "sink";

  private BareTopologies() {}

  /** From topic to topic. */
  static Topology passThrough() {
    return source().addSink(SINK, OUTPUT, bytes(), bytes(), SOURCE);
  }

  /** A read and a write of the user's 512 bytes at every event; every 16th goes out. */
  static Topology readModifyWrite() {
    return stored(ValueProcessor::new);
  }

  /** A processor with a store of bytes, uncached as stores of the Processor API are by default. */
  static Topology stored(ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier) {
    return source()
        .addProcessor(PROCESSOR, supplier, SOURCE)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray()),
            PROCESSOR)
        .addSink(SINK, OUTPUT, bytes(), bytes(), PROCESSOR);
  }

  /** All settings of Kafka Streams by default, but that it is exactly-once. */
  static Properties defaults(SideTask task) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, task.application(),
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServers(),
            StreamsConfig.STATE_DIR_CONFIG, task.state().toString(),
            StreamsConfig.NUM_STREAM_THREADS_CONFIG, task.threads(),
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2));
    return settings;
  }

  static Bytes key(byte[] user) {
    return Bytes.wrap(user);
  }

  private static Topology source() {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    return new Topology().addSource(SOURCE, in, in, TopicCatalog.USAGE_EVENTS.name());
  }

  private static ByteArraySerializer bytes() {
    return new ByteArraySerializer();
  }
}
