package dev.attune.bench.pipeline;

import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.CatalogPublisher;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.device.record.RecorderProducer;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A broker and a registry of one's own, each in a JVM of its own, with everything that Attune reads
 * on its topics before anyone reads it: the simulated catalog, consents, events. Gone once closed.
 */
public final class FilledCluster implements AutoCloseable {

  private static final long MILLIS = 1000;
  private static final long NANOS = 1_000_000_000;

  private final LocalCluster servers;
  private final Cluster cluster;
  private final int partitions;

  private FilledCluster(LocalCluster servers, Cluster cluster, int partitions) {
    this.servers = servers;
    this.cluster = cluster;
    this.partitions = partitions;
  }

  /**
   * Starts the servers, creates topics and schemas and publishes the catalog; no user is there yet.
   *
   * @param partitions of each topic by user
   */
  public static FilledCluster start(int partitions) {
    return start(partitions, Map.of());
  }

  /**
   * The same with more of the broker's own settings.
   *
   * @param partitions of each topic by user
   */
  static FilledCluster start(int partitions, Map<String, String> broker) {
    LocalCluster servers = LocalCluster.start(broker);
    try {
      Cluster cluster =
          Cluster.connect(new Addresses(servers.bootstrapServers(), servers.registryUrl()));
      FilledCluster filled = new FilledCluster(servers, cluster, partitions);
      filled.prepare();
      return filled;
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  private void prepare() {
    ProvisionPlan.of(cluster, partitions, (short) 1).apply();
    // A log of many days must be there as long as someone measures.
    ConfigEntry forever = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1");
    Cluster.await(
        cluster
            .admin()
            .incrementalAlterConfigs(
                Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, TopicCatalog.USAGE_EVENTS.name()),
                    List.of(new AlterConfigOp(forever, AlterConfigOp.OpType.SET))))
            .all(),
        "The topic of events can't be kept for longer");
    try (Producer<byte[], byte[]> producer = producer()) {
      CatalogPublisher.publish(
          new Simulation(SimulationConfig.of(1, 1, Instant.EPOCH)).catalog(), cluster, producer);
    }
  }

  /** Clients of broker and registry. */
  public Cluster cluster() {
    return cluster;
  }

  /** Partitions of each topic by user. */
  public int partitions() {
    return partitions;
  }

  /** A folder that is gone once the cluster is. */
  public Path folder() {
    return servers.folder();
  }

  /**
   * Sends everyone's consent, then all events, as phones send them, with the times at which things
   * happened; returns once the broker has everything.
   *
   * @throws IllegalStateException if the broker does not take a record
   */
  public void fill(CrowdLog log) {
    fillConsents(log);
    RecordEncoder<UsageEvent> encoder = encoder(UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    sendAll(
        TopicCatalog.USAGE_EVENTS,
        sender ->
            log.events(
                (user, event) ->
                    sender.send(event.getOccurredAt() * MILLIS, user, encoder.encode(event))));
  }

  /** Sends everyone's consent. */
  public void fillConsents(CrowdLog log) {
    RecordEncoder<ConsentRecord> encoder = encoder(ConsentRecord.class, TopicCatalog.CONSENTS);
    sendAll(
        TopicCatalog.CONSENTS,
        sender ->
            log.consents(
                (user, consent, at) ->
                    sender.send(
                        at * MILLIS, user, encoder.encode(new ConsentRecord(at, consent)))));
  }

  /**
   * Sends all events, so many a second, each as if it was recorded at the moment it is sent.
   *
   * @throws IllegalStateException if the broker does not take a record
   */
  public void send(CrowdLog log, int rate) {
    RecordEncoder<UsageEvent> encoder = encoder(UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    long start = System.nanoTime();
    long[] sent = new long[1];
    sendAll(
        TopicCatalog.USAGE_EVENTS,
        sender ->
            log.events(
                (user, event) -> {
                  long due = start + sent[0]++ * NANOS / rate;
                  for (long left = due - System.nanoTime(); left > 0; ) {
                    LockSupport.parkNanos(left);
                    left = due - System.nanoTime();
                  }
                  sender.send(System.currentTimeMillis(), user, encoder.encode(event));
                }));
  }

  /** Sends a record with a time in milliseconds since 1970-01-01T00:00Z. */
  @FunctionalInterface
  private interface Sender {
    void send(long millis, byte[] key, byte[] value);
  }

  private void sendAll(TopicSpec topic, Consumer<Sender> all) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (Producer<byte[], byte[]> producer = producer()) {
      all.accept(
          (millis, key, value) ->
              producer.send(
                  new ProducerRecord<>(topic.name(), null, millis, key, value),
                  (metadata, error) -> {
                    if (error != null) {
                      failure.compareAndSet(null, error);
                    }
                  }));
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("The broker did not take a record", failure.get());
    }
  }

  private <T extends SpecificRecord> RecordEncoder<T> encoder(Class<T> type, TopicSpec topic) {
    return new RecordEncoder<>(cluster.registry(), type, topic);
  }

  private Producer<byte[], byte[]> producer() {
    return RecorderProducer.open(servers.bootstrapServers(), Map.of());
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } finally {
      servers.close();
    }
  }
}
