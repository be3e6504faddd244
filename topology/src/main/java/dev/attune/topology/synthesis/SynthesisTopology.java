package dev.attune.topology.synthesis;

import dev.attune.schemas.topics.TopicCatalog;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The two sub-topologies of synthesis, and what the personalization needs for it. */
public final class SynthesisTopology {

  private SynthesisTopology() {}

  /**
   * Adds them.
   *
   * @param personalization the processor that sends sums of partitions
   */
  public static void add(Topology topology, SynthesisParts parts, String personalization) {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    sink(topology, SynthesisNames.PARTIALS_SINK, TopicCatalog.PARTIALS.name(), personalization);
    topology.addSource(SynthesisNames.PARTIALS_SOURCE, in, in, TopicCatalog.PARTIALS.name());
    topology.addProcessor(
        SynthesisNames.SEAL,
        new Supplier(
            List.of(SynthesisNames.PARTIALS_STORE, SynthesisNames.LEDGER_STORE),
            context -> {
              SealTask task = new SealTask(context, parts);
              return new Life(task::process, () -> {});
            }),
        SynthesisNames.PARTIALS_SOURCE);
    sink(topology, SynthesisNames.LEDGER_SINK, TopicCatalog.LEDGER.name(), SynthesisNames.SEAL);
    topology.addSource(SynthesisNames.LEDGER_SOURCE, in, in, TopicCatalog.LEDGER.name());
    topology.addProcessor(
        SynthesisNames.PUBLISH,
        new Supplier(
            List.of(SynthesisNames.PUBLICATIONS_STORE),
            context -> {
              PublishTask task = new PublishTask(context, parts);
              return new Life(task::process, task::close);
            }),
        SynthesisNames.LEDGER_SOURCE);
    sink(
        topology,
        SynthesisNames.SESSIONS_SINK,
        TopicCatalog.SYNTHETIC_SESSIONS.name(),
        SynthesisNames.PUBLISH);
  }

  private static void sink(Topology topology, String name, String topic, String parent) {
    ByteArraySerializer out = new ByteArraySerializer();
    topology.addSink(name, topic, out, out, parent);
  }

  /** How far windows are closed; for the processor that closes them. */
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> windows() {
    return store(SynthesisNames.WINDOWS_STORE);
  }

  /** In memory, since it is small; uncached, as all stores here. */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    // As those of personal topics: exact sums soon leave the log.
    Map<String, String> log = new TreeMap<>(TopicCatalog.CONSENTS.config());
    log.remove(TopicConfig.RETENTION_MS_CONFIG);
    log.remove(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(log);
  }

  /** What a task does in one life, from init to close. */
  private record Life(Consumer<Record<byte[], byte[]>> work, Runnable end) {}

  private record Supplier(
      List<String> storeNames, Function<ProcessorContext<byte[], byte[]>, Life> begin)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new Lives(begin);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      Set<StoreBuilder<?>> stores = new LinkedHashSet<>();
      storeNames.forEach(name -> stores.add(store(name)));
      return stores;
    }
  }

  /** Kafka Streams may initialize a processor again without closing it: each init begins anew. */
  private static final class Lives implements Processor<byte[], byte[], byte[], byte[]> {
    private final Function<ProcessorContext<byte[], byte[]>, Life> begin;
    private @Nullable Life life;

    Lives(Function<ProcessorContext<byte[], byte[]>, Life> begin) {
      this.begin = begin;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      close();
      life = begin.apply(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      if (life == null) {
        throw new IllegalStateException("process before init");
      }
      life.work().accept(record);
    }

    @Override
    public void close() {
      if (life != null) {
        life.end().run();
        life = null;
      }
    }
  }
}
