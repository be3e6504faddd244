package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.cluster.CommittedRecords;
import dev.attune.deploy.provision.Cluster;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.testkit.AttuneTestKit;
import dev.attune.topology.stream.TopologyNames;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** What the production topology makes of an input log when nothing goes wrong. */
final class Recomputation implements AutoCloseable {
  private final SchemaRegistryClient registry;

  /** What decisions depend on and the test kit would set otherwise. */
  static final Map<String, String> SETTINGS = Map.of("decision.control.share", "0.1");

  private final AttuneTestKit kit = AttuneTestKit.create(SETTINGS);

  Recomputation(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /** Processes a topic's records, in the order of each partition. */
  <T extends SpecificRecord> void process(
      TopicSpec topic, Class<T> type, List<ConsumerRecord<byte[], byte[]>> records) {
    RecordDecoder<T> decoder = new RecordDecoder<>(registry, type);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] value;
      try {
        // The kit's registry gives other ids.
        value = kit.encode(topic, decoder.decode(record.value()));
      } catch (DecodingException e) {
        value = record.value();
      }
      kit.sendBytes(topic, record.key(), value, Instant.ofEpochMilli(record.timestamp()));
    }
  }

  /** Every input topic at once. */
  void process(
      List<ConsumerRecord<byte[], byte[]>> catalog,
      List<ConsumerRecord<byte[], byte[]>> consents,
      List<ConsumerRecord<byte[], byte[]>> events) {
    process(TopicCatalog.CATALOG_ITEMS, CatalogItem.class, catalog);
    process(TopicCatalog.CONSENTS, ConsentRecord.class, consents);
    process(TopicCatalog.USAGE_EVENTS, UsageEvent.class, events);
  }

  /** The profile of each user, in hexadecimal as its key. */
  Map<String, String> profiles() {
    Map<String, String> profiles = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        kit.driver().<Bytes, byte[]>getKeyValueStore(TopologyNames.PROFILE_STORE).all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        // What is shorter is no pseudonym: it counts commits.
        if (entry.key.get().length == Pseudonym.BYTES) {
          profiles.put(hex(entry.key.get()), hex(entry.value));
        }
      }
    }
    return profiles;
  }

  /** The bodies of each user's records on an output topic, in order. */
  Map<String, List<String>> outputs(TopicSpec topic) {
    Map<String, List<String>> outputs = new TreeMap<>();
    kit.records(topic)
        .forEach(
            record ->
                outputs
                    .computeIfAbsent(hex(record.key()), key -> new ArrayList<>())
                    .add(body(record.value())));
    return outputs;
  }

  /** How many records are on an output topic. */
  int count(TopicSpec topic) {
    return kit.records(topic).size();
  }

  /** The value without schema id, which differs between registries. */
  static String body(byte[] value) {
    return HexFormat.of().formatHex(value, 5, value.length);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Fails unless profiles and outputs of an application are what comes of its inputs when nothing
   * goes wrong.
   *
   * @param application its id
   * @param most events that there are more of
   */
  static void compare(Cluster cluster, String application, int most) {
    List<ConsumerRecord<byte[], byte[]>> events = read(cluster, TopicCatalog.USAGE_EVENTS);
    assertThat(events).hasSizeGreaterThan(most);
    try (Recomputation expected = new Recomputation(cluster.registry())) {
      expected.process(
          read(cluster, TopicCatalog.CATALOG_ITEMS), read(cluster, TopicCatalog.CONSENTS), events);

      assertThat(differing(profiles(cluster, application), expected.profiles())).isEmpty();
      for (TopicSpec topic :
          List.of(TopicCatalog.RECOMMENDATIONS, TopicCatalog.NOTIFICATION_SETTINGS)) {
        Map<String, List<String>> outputs = outputs(cluster, topic);
        assertThat(outputs).as(topic.name()).isNotEmpty();
        assertThat(differing(outputs, expected.outputs(topic))).as(topic.name()).isEmpty();
      }
      for (TopicSpec topic : List.of(TopicCatalog.AUDIT_DECISIONS, TopicCatalog.DEAD_LETTERS)) {
        assertThat(read(cluster, topic))
            .as(topic.name())
            .isNotEmpty()
            .hasSize(expected.count(topic));
      }
    }
  }

  /** The users whose values are not the same on both sides: all values would fill the screen. */
  private static <T> Set<String> differing(Map<String, T> actual, Map<String, T> expected) {
    Set<String> users = new TreeSet<>(actual.keySet());
    users.addAll(expected.keySet());
    users.removeIf(user -> Objects.equals(actual.get(user), expected.get(user)));
    return users;
  }

  /** The last profile of each user, as the changelog has it. */
  private static Map<String, String> profiles(Cluster cluster, String application) {
    Map<String, String> profiles = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        CommittedRecords.of(
            application + "-profiles-changelog", cluster.addresses().bootstrapServers())) {
      if (record.key().length != Pseudonym.BYTES) {
        continue;
      }
      if (record.value() == null) {
        profiles.remove(hex(record.key()));
      } else {
        profiles.put(hex(record.key()), hex(record.value()));
      }
    }
    return profiles;
  }

  private static Map<String, List<String>> outputs(Cluster cluster, TopicSpec topic) {
    Map<String, List<String>> outputs = new TreeMap<>();
    read(cluster, topic)
        .forEach(
            record ->
                outputs
                    .computeIfAbsent(hex(record.key()), key -> new ArrayList<>())
                    .add(body(record.value())));
    return outputs;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Cluster cluster, TopicSpec topic) {
    return CommittedRecords.of(topic.name(), cluster.addresses().bootstrapServers());
  }

  @Override
  public void close() {
    kit.close();
  }
}
