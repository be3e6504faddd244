package dev.attune.topology.app;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the cluster, before the streams start, for what they need: Kafka Streams itself would wait
 * for a broker without end, and name one missing topic at a time.
 */
final class ClusterCheck {

  /** The topics that must always exist, in the catalog's order. */
  private static final List<TopicSpec> NEEDED =
      List.of(
          TopicCatalog.USAGE_EVENTS,
          TopicCatalog.CONSENTS,
          TopicCatalog.CATALOG_ITEMS,
          TopicCatalog.RECOMMENDATIONS,
          TopicCatalog.NOTIFICATION_SETTINGS,
          TopicCatalog.AUDIT_DECISIONS,
          TopicCatalog.DEAD_LETTERS);

  private static final List<TopicSpec> SYNTHESIS =
      List.of(TopicCatalog.PARTIALS, TopicCatalog.LEDGER, TopicCatalog.SYNTHETIC_SESSIONS);

  private ClusterCheck() {}

  /** The topics that an application needs. */
  static List<TopicSpec> needed(boolean releasesFromTopic, boolean synthesis) {
    List<TopicSpec> needed = new ArrayList<>(NEEDED);
    if (synthesis) {
      needed.addAll(SYNTHESIS);
    }
    if (releasesFromTopic) {
      needed.add(3, TopicCatalog.MODEL_RELEASES);
    }
    return needed;
  }

  /**
   * @param settings what the admin client is made from; must name the brokers
   * @param needed the topics that must exist
   * @param patience how long to wait for the cluster in all
   * @return how many partitions the personal topics have
   * @throws StartupException if no broker answers, or the topics are not as they must be
   */
  static int run(Properties settings, List<TopicSpec> needed, Duration patience) {
    String brokers = settings.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    long deadline = System.nanoTime() + patience.toNanos();
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
    properties.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(Math.min(5_000, patience.toMillis())));
    // Each attempt that fails is logged: a few are enough.
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 1_000);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 4_000);
    try (Admin admin = Admin.create(properties)) {
      admin.describeCluster().clusterId().get(left(deadline), TimeUnit.NANOSECONDS);
      return check(needed, partitions(admin, needed, deadline));
    } catch (TimeoutException e) {
      throw unreachable(brokers, patience, e);
    } catch (ExecutionException e) {
      throw unreachable(brokers, patience, e.getCause());
    } catch (KafkaException e) {
      throw unreachable(brokers, patience, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted while waiting for the brokers.", e);
    }
  }

  private static long left(long deadline) {
    return Math.max(1, deadline - System.nanoTime());
  }

  private static StartupException unreachable(String brokers, Duration patience, Throwable cause) {
    return new StartupException(
        "No broker of "
            + brokers
            + " could be used within "
            + ConfigDuration.text(patience)
            + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")")
            + ". Is the address right, and the cluster up?",
        cause);
  }

  /** The number of partitions of each topic that exists. */
  private static Map<String, Integer> partitions(Admin admin, List<TopicSpec> needed, long deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> names = needed.stream().map(TopicSpec::name).toList();
    Map<String, Integer> partitions = new TreeMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        partitions.put(
            topic.getKey(),
            topic.getValue().get(left(deadline), TimeUnit.NANOSECONDS).partitions().size());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return partitions;
  }

  /**
   * @param needed the topics that must exist
   * @param partitions the number of partitions by name of topic
   * @return how many partitions the inputs have
   * @throws StartupException if a topic is missing, or the inputs are partitioned differently
   */
  static int check(List<TopicSpec> needed, Map<String, Integer> partitions) {
    List<String> missing = new ArrayList<>();
    for (TopicSpec topic : needed) {
      if (!partitions.containsKey(topic.name())) {
        missing.add(topic.name());
      }
    }
    if (!missing.isEmpty()) {
      throw new StartupException(
          (missing.size() == 1 ? "The topic " : "The topics ")
              + String.join(", ", missing)
              + (missing.size() == 1 ? " does" : " do")
              + " not exist on this cluster. Create "
              + (missing.size() == 1 ? "it" : "them")
              + " first, with the settings of Attune's topic catalog.",
          null);
    }
    int events = partitions.get(TopicCatalog.USAGE_EVENTS.name());
    int consents = partitions.get(TopicCatalog.CONSENTS.name());
    if (events != consents) {
      throw new StartupException(
          TopicCatalog.USAGE_EVENTS.name()
              + " has "
              + events
              + " partitions and "
              + TopicCatalog.CONSENTS.name()
              + " has "
              + consents
              + ". Both must have the same number, because a user's events and consents have to meet"
              + " in one task.",
          null);
    }
    return events;
  }
}
