package dev.attune.deploy.provision;

import dev.attune.schemas.wire.RegistryClients;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** A broker and a registry that answered, and clients of both. Thread-safe. */
public final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Addresses addresses;
  private final Admin admin;
  private final SchemaRegistryClient registry;

  private Cluster(Addresses addresses, Admin admin, SchemaRegistryClient registry) {
    this.addresses = addresses;
    this.admin = admin;
    this.registry = registry;
  }

  /**
   * Connects to both.
   *
   * @throws ClusterException if one of them does not answer within 15 seconds
   */
  public static Cluster connect(Addresses addresses) {
    Admin admin = admin(addresses.bootstrapServers());
    try {
      await(
          admin.describeCluster().nodes(),
          "No broker answers at " + addresses.bootstrapServers() + " within " + seconds());
      return new Cluster(addresses, admin, registry(addresses.registryUrl()));
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  /** Where it is. */
  public Addresses addresses() {
    return addresses;
  }

  /** The admin client. */
  public Admin admin() {
    return admin;
  }

  /** The registry's client. */
  public SchemaRegistryClient registry() {
    return registry;
  }

  /**
   * Creates topics and waits until every partition of theirs answers. A producer that sends several
   * requests to one that does not yet may lose the first of them (KAFKA-15591): the broker refuses
   * it, but takes the second.
   *
   * @throws ClusterException if the broker does not create them, or they do not answer
   */
  public void createTopics(Collection<NewTopic> topics) {
    await(admin.createTopics(topics).all(), "The topics can't be created");
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    awaitAnswers(admin, ends, PATIENCE);
  }

  /** A broker that has not heard of a topic yet says that there is none. */
  static void awaitAnswers(
      Admin admin, Map<TopicPartition, OffsetSpec> partitions, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        await(admin.listOffsets(partitions).all(), "The new topics do not answer");
        return;
      } catch (ClusterException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  /**
   * The result of an admin request.
   *
   * @throws ClusterException with the sentence and the broker's reason if it failed
   */
  public static <T> T await(KafkaFuture<T> future, String sentence) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new ClusterException(sentence + " (" + reason(e.getCause()) + ").", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while waiting for the broker.", e);
    }
  }

  private static Admin admin(String bootstrapServers) {
    try {
      return Admin.create(
          Map.of(
              AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
              bootstrapServers,
              AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
              Math.toIntExact(PATIENCE.toMillis()),
              AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
              Math.toIntExact(PATIENCE.toMillis() / 3)));
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ClusterException(
          "\"" + bootstrapServers + "\" can't be used as brokers (" + reason(cause) + ").", e);
    }
  }

  private static SchemaRegistryClient registry(String url) {
    try {
      SchemaRegistryClient client = RegistryClients.create(url);
      client.getAllSubjects();
      return client;
    } catch (IOException | RestClientException | RuntimeException e) {
      throw new ClusterException(
          "No schema registry answers at " + url + " (" + reason(e) + ").", e);
    }
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static String seconds() {
    return PATIENCE.toSeconds() + " s";
  }
}
