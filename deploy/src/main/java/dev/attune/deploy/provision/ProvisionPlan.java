package dev.attune.deploy.provision;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.SchemaRegistration;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** What a cluster lacks before Attune can run on it: topics and schemas of the topic catalog. */
public final class ProvisionPlan {
  private static final int NOT_FOUND = 404;

  private final Cluster cluster;
  private final List<NewTopic> topics;
  private final List<String> subjects;
  private final List<String> oddities;

  private ProvisionPlan(
      Cluster cluster, List<NewTopic> topics, List<String> subjects, List<String> oddities) {
    this.cluster = cluster;
    this.topics = topics;
    this.subjects = subjects;
    this.oddities = oddities;
  }

  /**
   * Compares a cluster with the topic catalog; changes nothing.
   *
   * @param partitions the partitions of each personal topic that must be created
   * @param replication the replicas of topics that must be created; -1 for the broker's default
   */
  public static ProvisionPlan of(Cluster cluster, int partitions, short replication) {
    Set<String> present =
        Cluster.await(cluster.admin().listTopics().names(), "The topics can't be listed");
    List<NewTopic> topics = new ArrayList<>();
    List<String> existing = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    for (TopicSpec topic : TopicCatalog.all()) {
      if (present.contains(topic.name())) {
        existing.add(topic.name());
      } else {
        int count = topic.personal() ? partitions : topic.defaultPartitions();
        topics.add(new NewTopic(topic.name(), count, replication).configs(topic.config()));
      }
      if (!registered(cluster, topic)) {
        subjects.add(topic.subject());
      }
    }
    return new ProvisionPlan(cluster, topics, subjects, oddities(cluster, existing, partitions));
  }

  /** Whether the cluster lacks nothing. */
  public boolean empty() {
    return topics.isEmpty() && subjects.isEmpty();
  }

  /** What would be done, and what is odd and stays as it is; one line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (TopicSpec topic : TopicCatalog.all()) {
      topics.stream()
          .filter(planned -> planned.name().equals(topic.name()))
          .forEach(planned -> lines.add("create topic " + describe(topic, planned)));
    }
    subjects.forEach(subject -> lines.add("register schema " + subject));
    oddities.forEach(oddity -> lines.add("leave as it is: " + oddity));
    return lines;
  }

  /**
   * Creates and registers what is lacking.
   *
   * @throws ClusterException if the cluster refuses
   */
  public void apply() {
    cluster.createTopics(topics);
    try {
      SchemaRegistration.registerAll(cluster.registry());
    } catch (RuntimeException e) {
      throw new ClusterException("The schemas can't be registered: " + e.getMessage() + ".", e);
    }
  }

  private static String describe(TopicSpec topic, NewTopic planned) {
    return planned.name()
        + ": "
        + planned.numPartitions()
        + (planned.numPartitions() == 1 ? " partition, " : " partitions, ")
        + "cleanup "
        + topic.cleanup().value()
        + (topic.cleanup().deletes() ? " after " + topic.retention().toDays() + " days" : "");
  }

  private static boolean registered(Cluster cluster, TopicSpec topic) {
    try {
      cluster.registry().getId(topic.subject(), new AvroSchema(topic.schema()));
      return true;
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return false;
      }
      throw new ClusterException("The registry fails: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new ClusterException("The registry does not answer: " + e.getMessage() + ".", e);
    }
  }

  private static List<String> oddities(Cluster cluster, List<String> existing, int partitions) {
    Map<String, TopicDescription> described =
        Cluster.await(
            cluster.admin().describeTopics(existing).allTopicNames(),
            "The topics can't be described");
    List<String> oddities = new ArrayList<>();
    for (String name : existing) {
      int count = described.get(name).partitions().size();
      if (TopicCatalog.byName(name).orElseThrow().personal() && count != partitions) {
        oddities.add(name + " has " + count + " partitions, not " + partitions);
      }
    }
    return oddities;
  }
}
