package dev.attune.topology.stream;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.topology.commit.PreCommitStore;
import dev.attune.topology.synthesis.SynthesisParts;
import dev.attune.topology.synthesis.SynthesisTopology;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The personalization topology: usage events and consents in, recommendations, notification
 * settings, an audit log and dead letters out; nothing is repartitioned.
 */
public final class PersonalizationTopology {

  private PersonalizationTopology() {}

  /**
   * Builds the topology. Nothing is asked of the registry and no model is made before it runs.
   *
   * @param settings how it works
   * @param releases the releases that answer
   * @param registry where schemas are looked up
   * @param counters where it counts what it does
   */
  public static Topology build(
      TopologySettings settings,
      RunningReleases releases,
      SchemaRegistryClient registry,
      PipelineCounters counters) {
    return build(settings, releases, registry, counters, Optional.empty());
  }

  /**
   * As above.
   *
   * @param synthesis how sessions are made up from private summaries; if empty, nothing is counted
   */
  public static Topology build(
      TopologySettings settings,
      RunningReleases releases,
      SchemaRegistryClient registry,
      PipelineCounters counters,
      Optional<SynthesisParts> synthesis) {
    CatalogFeed catalog = new CatalogFeed();
    PersonalizationParts parts =
        new PersonalizationParts(
            settings,
            new ProfileRoom(settings.profileCacheEntries()),
            releases,
            registry,
            catalog,
            counters,
            synthesis);
    Topology topology = new Topology();
    addCatalog(topology, parts);
    addPersonalization(topology, parts);
    addSinks(topology);
    synthesis.ifPresent(of -> SynthesisTopology.add(topology, of, TopologyNames.PERSONALIZATION));
    // Last: the numbers of the parts before it are in the names of tasks and their folders.
    releases.feed().ifPresent(feed -> addReleases(topology, feed));
    return topology;
  }

  private static void addCatalog(Topology topology, PersonalizationParts parts) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(TopologyNames.CATALOG_STORE),
                Serdes.String(),
                Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled(),
        TopologyNames.CATALOG_SOURCE,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        TopicCatalog.CATALOG_ITEMS.name(),
        TopologyNames.CATALOG,
        () -> catalogProcessor(parts));
  }

  private static void addReleases(Topology topology, ReleaseFeed feed) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(TopologyNames.RELEASES_STORE),
                Serdes.String(),
                Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled(),
        TopologyNames.RELEASES_SOURCE,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        TopicCatalog.MODEL_RELEASES.name(),
        TopologyNames.RELEASES,
        () -> new ReleaseProcessor(feed));
  }

  private static CatalogProcessor catalogProcessor(PersonalizationParts parts) {
    RegistryPatience patience = new RegistryPatience(parts.settings().registryPatience());
    RecordDecoder<CatalogItem> decoder = new RecordDecoder<>(parts.registry(), CatalogItem.class);
    return new CatalogProcessor(
        new PatientDecoder<>(decoder, patience), patience, parts.catalog(), parts.counters());
  }

  private static void addPersonalization(Topology topology, PersonalizationParts parts) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    topology.addSource(
        TopologyNames.USAGE_EVENTS_SOURCE, bytes, bytes, TopicCatalog.USAGE_EVENTS.name());
    topology.addSource(TopologyNames.CONSENTS_SOURCE, bytes, bytes, TopicCatalog.CONSENTS.name());
    topology.addProcessor(
        TopologyNames.PERSONALIZATION,
        new PersonalizationSupplier(parts),
        TopologyNames.USAGE_EVENTS_SOURCE,
        TopologyNames.CONSENTS_SOURCE);
  }

  private static void addSinks(Topology topology) {
    addSink(topology, TopologyNames.RECOMMENDATIONS_SINK, TopicCatalog.RECOMMENDATIONS.name());
    addSink(
        topology,
        TopologyNames.NOTIFICATION_SETTINGS_SINK,
        TopicCatalog.NOTIFICATION_SETTINGS.name());
    addSink(topology, TopologyNames.AUDIT_SINK, TopicCatalog.AUDIT_DECISIONS.name());
    addSink(topology, TopologyNames.DEAD_LETTERS_SINK, TopicCatalog.DEAD_LETTERS.name());
  }

  private static void addSink(Topology topology, String name, String topic) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    topology.addSink(name, topic, bytes, bytes, TopologyNames.PERSONALIZATION);
  }

  /** Declares the processor's stores with it. */
  private record PersonalizationSupplier(PersonalizationParts parts)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new PersonalizationProcessor(parts);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      // In one order in every process.
      Set<StoreBuilder<?>> stores =
          new LinkedHashSet<>(
              List.of(profiles(), PreCommitStore.builder(TopologyNames.PRE_COMMIT_STORE)));
      if (parts.synthesis().isPresent()) {
        stores.add(SynthesisTopology.windows());
      }
      return stores;
    }

    /** Uncached: the pre-commit work writes to it, and caches are flushed in undefined order. */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> profiles() {
      return Stores.keyValueStoreBuilder(
              Stores.persistentKeyValueStore(TopologyNames.PROFILE_STORE),
              Serdes.Bytes(),
              Serdes.ByteArray())
          .withCachingDisabled()
          .withLoggingEnabled(changelogSettings());
    }

    /** As those of personal compacted topics, so that an erased profile soon leaves the log. */
    private static Map<String, String> changelogSettings() {
      Map<String, String> settings = new TreeMap<>(TopicCatalog.CONSENTS.config());
      settings.remove(TopicConfig.RETENTION_MS_CONFIG);
      settings.remove(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return settings;
    }
  }
}
