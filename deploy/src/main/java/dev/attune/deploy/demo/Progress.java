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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
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
   * @param patience how long the application may stand still
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
   * Waits until every event and consent that the broker has was processed and committed.
   *
   * @throws ClusterException if nothing moves for too long
   */
  void awaitProcessed() {
    Map<TopicPartition, Long> ends = ends(inputs);
    await(() -> left(ends, this::committed), "the application to process what was sent");
  }

  /**
   * Waits until the same, and the reader has handled every output of it.
   *
   * @throws ClusterException if nothing moves for too long
   */
  void awaitAll(OutputReader reader) {
    awaitProcessed();
    Map<TopicPartition, Long> outputs = ends(reader.partitions());
    await(() -> left(outputs, reader::positions), "the outputs to become visible");
  }

  /** How many records the application has processed and committed, of all inputs together. */
  long processed() {
    return committed().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many offsets lie between where it is and where it should be. */
  private static long left(
      Map<TopicPartition, Long> ends, Supplier<Map<TopicPartition, Long>> positions) {
    Map<TopicPartition, Long> now = positions.get();
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - now.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  private Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Cluster.await(
            cluster.admin().listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata(),
            "The application's offsets can't be read")
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                positions.put(partition, offset.offset());
              }
            });
    return positions;
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

  private void await(LongSupplier left, String what) {
    long least = Long.MAX_VALUE;
    long deadline = 0;
    for (long now = left.getAsLong(); now > 0; now = left.getAsLong()) {
      check.run();
      if (now < least) {
        least = now;
        deadline = System.nanoTime() + patience.toNanos();
      } else if (System.nanoTime() > deadline) {
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
