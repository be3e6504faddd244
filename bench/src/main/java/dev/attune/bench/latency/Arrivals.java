package dev.attune.bench.latency;

import dev.attune.deploy.provision.Cluster;
import dev.attune.schemas.topics.TopicCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is decided, as soon as it is committed, in a thread of its own, and notes how long ago
 * the event was recorded that led to it: outputs carry its timestamp. Thread-safe.
 */
final class Arrivals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long SETTLE_MILLIS = 2_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Thread thread;
  private volatile long lastAt = System.currentTimeMillis();
  private volatile boolean stopped;

  /** What came of an event, so long after it was recorded. */
  private record Arrival(long recordedAt, long millis) {}

  Arrivals(Cluster cluster) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.addresses().bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic :
        List.of(TopicCatalog.RECOMMENDATIONS.name(), TopicCatalog.NOTIFICATION_SETTINGS.name())) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread = new Thread(this::read, "arrivals");
    thread.start();
  }

  /** Waits until nothing has come for a while. */
  void settle() {
    while (System.currentTimeMillis() - lastAt < SETTLE_MILLIS && thread.isAlive()) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /**
   * How long what came of the events of a time took.
   *
   * @param from in milliseconds of the epoch
   * @param to exclusive
   */
  synchronized Waits between(long from, long to) {
    return new Waits(
        arrivals.stream()
            .filter(arrival -> arrival.recordedAt >= from && arrival.recordedAt < to)
            .mapToLong(Arrival::millis)
            .sorted()
            .toArray());
  }

  private void read() {
    try (consumer) {
      while (!stopped) {
        var records = consumer.poll(POLL);
        long now = System.currentTimeMillis();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          arrived(record.timestamp(), now);
        }
      }
    }
  }

  synchronized void arrived(long recordedAt, long now) {
    lastAt = now;
    arrivals.add(new Arrival(recordedAt, now - recordedAt));
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
