package dev.attune.deploy.demo;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the application has come, as the broker knows it: by the offsets it committed. */
final class Progress {
  private static final Duration POLL = Duration.ofMillis(20);

  private final Cluster cluster;
  private final String application;
  private final List<TopicPartition> inputs;
  private final Duration patience;
  private final Runnable check;

  /**
   * The progress of one application.
   *
   * @param application its application id
   * @param patience how long it may take to process what was sent
   * @param check called while waiting; throws if there is nothing to wait for any more
   */
  Progress(Cluster cluster, String application, Duration patience, Runnable check) {
    this.cluster = cluster;
    this.application = application;
    this.patience = patience;
    this.check = check;
    this.inputs = partitions(cluster, TopicCatalog.USAGE_EVENTS, TopicCatalog.CONSENTS);
  }

  /**
   * Waits until every event and consent that the broker has was processed and committed, and the
   * reader has handled every output of it.
   *
   * @throws ClusterException if that takes too long
   */
  void awaitAll(OutputReader reader) {
    Map<TopicPartition, Long> ends = ends(inputs);
    await(() -> committed(ends), "the application to process what was sent");
    Map<TopicPartition, Long> outputs = ends(reader.partitions());
    await(() -> reader.reached(outputs), "the outputs to become visible");
  }

  private boolean committed(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        Cluster.await(
            cluster.admin().listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata(),
            "The application's offsets can't be read");
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata offset = offsets.get(end.getKey());
              return end.getValue() == 0 || offset != null && offset.offset() >= end.getValue();
            });
  }

  private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    Cluster.await(
            cluster
                .admin()
                .listOffsets(
                    partitions.stream()
                        .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                .all(),
            "The ends of the topics can't be read")
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      check.run();
      if (System.nanoTime() > deadline) {
        throw new ClusterException(
            "Waited " + patience.toSeconds() + " s for " + what + ", in vain.", null);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static List<TopicPartition> partitions(Cluster cluster, TopicSpec... topics) {
    List<String> names = List.of(topics).stream().map(TopicSpec::name).toList();
    return Cluster.await(
            cluster.admin().describeTopics(names).allTopicNames(), "The topics can't be described")
        .values()
        .stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition())))
        .toList();
  }
}
